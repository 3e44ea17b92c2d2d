// Puts the JSON-LD of the review on a page into the page, for sites that cannot be rebuilt:
// <script src="https://reviews.example.org/static/embed.js" async></script>
((own) => {
  const embed = async () => {
    const reviewed = [...document.querySelectorAll('script[type="application/ld+json"]')]
      .some((block) => /"[A-Za-z]*Review"/.test(block.textContent));
    if (reviewed || document.querySelector('[itemtype$="schema.org/Review"]')) return;
    const canonical = document.querySelector('link[rel~="canonical" i]');
    const page = canonical ? canonical.href : location.href.split("#")[0];
    const answer = await fetch(new URL(`../embed?url=${encodeURIComponent(page)}`, own));
    if (!answer.ok) return; // 404: this page is no review
    const block = document.createElement("script");
    block.type = "application/ld+json";
    block.id = "triplebill";
    block.textContent = await answer.text();
    document.head.append(block);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", embed);
  else embed();
})(document.currentScript.src);
