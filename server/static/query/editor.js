// The editor in place of the textarea. It lives in a shadow tree, where CodeMirror's styles are
// constructed sheets: the page's Content-Security-Policy lets no style element in.

import * as cm from "../vendor/codemirror.min.js";
import { completer } from "./completion.js";

const markError = cm.StateEffect.define();

const errors = cm.StateField.define({
  create: () => cm.Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(markError)) return effect.value;
    return transaction.docChanged ? cm.Decoration.none : marks;
  },
  provide: (field) => cm.EditorView.decorations.from(field),
});

/** The language with names of its own for what it leaves without colour. */
const language = cm.SparqlLanguage.configure({
  props: [cm.styleTags({ "Pname_ln Pname_ns PrefixedName": cm.tags.namespace, A_predicate: cm.tags.keyword })],
});

const colours = cm.HighlightStyle.define([
  { tag: cm.tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [cm.tags.namespace, cm.tags.url, cm.tags.typeName], color: "var(--code-name)" },
  { tag: [cm.tags.string, cm.tags.annotation], color: "var(--code-string)" },
  { tag: [cm.tags.number, cm.tags.bool], color: "var(--code-number)" },
  { tag: cm.tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: cm.tags.variableName, color: "var(--code-variable)" },
]);

const theme = cm.EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--code-paper)", fontSize: "0.95rem", maxHeight: "70vh", minHeight: "16rem", borderRadius: "var(--round)", border: "1px solid var(--code-edge)" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { padding: "0.7rem 0", caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.7rem 0 0.8rem", minWidth: "2.6rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-activeLine": { backgroundColor: "var(--code-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--code-selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-selection)", outline: "1px solid var(--soft)" },
  ".cm-error": { textDecoration: "underline wavy var(--accent) 2px", textUnderlineOffset: "3px", backgroundColor: "var(--code-error)" },
  ".cm-error-line": { boxShadow: "inset 3px 0 0 var(--accent)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--code-edge)", borderRadius: "var(--round)", boxShadow: "0 6px 24px var(--code-shadow)", maxWidth: "min(36rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.88rem", maxHeight: "17rem", minWidth: "min(18rem, 80vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.6rem", display: "flex", alignItems: "baseline", gap: "0.5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { marginInlineStart: "auto", paddingInlineStart: "1rem", fontStyle: "normal", fontFamily: "var(--sans)", fontSize: "0.8rem", color: "inherit", opacity: "0.85", whiteSpace: "nowrap" },
  ".cm-completionInfo": { padding: "0.5rem 0.7rem", fontFamily: "var(--sans)", fontSize: "0.88rem" },
});

/** A text typed over a selection, before Chromium merges its lines with style attributes. */
const typedOver = cm.EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || empty || view.composing) return false;
    const change = { changes: { from, to, insert: event.data }, selection: { anchor: from + event.data.length }, userEvent: "input.type", scrollIntoView: true };
    const insert = () => view.state.update(change);
    const handlers = view.state.facet(cm.EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, event.data, insert))) view.dispatch(insert());
    return true;
  },
});

/** An editor with the textarea's text; `terms` is what it completes, `run` what Ctrl-Enter does. */
export class Editor {
  #view;

  constructor(textarea, terms, run) {
    const host = document.createElement("div");
    host.className = "editor";
    const root = host.attachShadow({ mode: "open" });
    textarea.before(host);
    this.#view = new cm.EditorView({ root, parent: root, state: cm.EditorState.create({ doc: textarea.value.replace(/^\n/, ""), extensions: extensions(terms, run) }) });
    textarea.hidden = true;
    textarea.required = false;
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  set text(text) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
  }

  focus() {
    this.#view.focus();
  }

  /**
   * Mark an error that the server found at a line and column, and return what is wrong in words.
   * The endpoint's parser reports how far it came, so the editor's own tree says where it begins.
   */
  mark(line, column, syntax) {
    const { doc } = this.#view.state;
    if (line < 1 || line > doc.lines) return "";
    const own = syntax ? this.#firstError() : undefined;
    const from = own?.from ?? Math.min(doc.line(line).from + Math.max(0, column - 1), doc.line(line).to);
    const word = /^(?:[\w:?$]+|\S)/.exec(doc.sliceString(from, doc.lineAt(from).to))?.[0] ?? "";
    const whole = doc.lineAt(from);
    const marks = [cm.Decoration.line({ class: "cm-error-line" }).range(whole.from)];
    if (word) marks.push(cm.Decoration.mark({ class: "cm-error" }).range(from, from + word.length));
    this.#view.dispatch({ effects: markError.of(cm.Decoration.set(marks)), selection: { anchor: from }, scrollIntoView: true });
    const where = `line ${whole.number}, column ${from - whole.from + 1}`;
    return own && (word ? `“${word}” is not expected here: ${where}.` : `Something is missing: ${where}.`);
  }

  #firstError() {
    const { state } = this.#view;
    let first;
    cm.ensureSyntaxTree(state, state.doc.length, 500)?.iterate({
      enter(node) {
        if (!first && node.type.isError) first = { from: node.from };
        return !first;
      },
    });
    return first;
  }
}

function extensions(terms, run) {
  const running = { key: "Mod-Enter", run: () => (run(), true) };
  return [
    cm.lineNumbers(),
    cm.highlightSpecialChars(),
    cm.history(),
    cm.drawSelection(),
    cm.bracketMatching(),
    cm.closeBrackets(),
    cm.highlightActiveLine(),
    cm.EditorView.lineWrapping,
    language,
    cm.syntaxHighlighting(colours),
    cm.autocompletion({ override: [completer(terms)], icons: false, maxRenderedOptions: 60 }),
    cm.EditorView.contentAttributes.of({ "aria-label": "A query in SPARQL", tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
    cm.Prec.highest(cm.keymap.of([running])),
    cm.keymap.of([...cm.closeBracketsKeymap, ...cm.completionKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
    typedOver,
    errors,
    theme,
  ];
}
