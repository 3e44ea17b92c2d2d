// Layout of graphs, and ticks of axes: https://d3js.org/
export { nice, ticks } from "d3-array";
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
