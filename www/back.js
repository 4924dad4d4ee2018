// Who goes back to a page finds it where it was left. The browser cannot do so: it would scroll before the
// page is drawn.

const left = {};
let page = location.hash;

// A mark on each visit of a page: who meets it again goes back, or forward.
const mark = () => history.replaceState(1, "");

history.scrollRestoration = "manual";
mark();
addEventListener("hashchange", () => {
  left[page] = scrollY;
  page = location.hash;
  const down = history.state && left[page];
  mark();
  // Once the program has drawn it.
  if (down) requestAnimationFrame(() => scrollTo(0, down));
});
