// Who goes back to a page finds it where it was left. The browser cannot do so: it would scroll before the
// page is drawn.

const left = {};
let page = location.hash;
let down;

// A mark on each visit of a page: who meets it again goes back, or forward.
const mark = () => history.replaceState(1, "");

history.scrollRestoration = "manual";
mark();
addEventListener("hashchange", () => {
  left[page] = scrollY;
  page = location.hash;
  down = history.state && left[page];
  mark();
});

// The program calls it, once it has drawn the page.
window.scrollBack = () => {
  if (down) scrollTo(0, down);
};
