"""Selects words of the article as a mouse would: from the first words to the last."""

SELECT = """
([from, to]) => {
  const walker = document.createTreeWalker(document.querySelector('#body'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest('.block')) continue;
    if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
    if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
"""
