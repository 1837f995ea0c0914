// Places in the article: the server counts code points, the browser counts UTF-16 units.
"use strict";

const Places = (() => {
  const blocks = () => [...document.querySelectorAll("[data-start][data-end]")];
  const codePoints = (text) => {
    let count = 0;
    for (const _ of text) count += 1;
    return count;
  };

  // The code-point offset of a boundary inside a block; pins hold no text, so they do not count.
  function offsetIn(block, node, offset) {
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + codePoints(before.toString());
  }

  // [start, end] of a selection in the article, or null; parts outside the text are cut off.
  function ofRange(range) {
    let start = Infinity;
    let end = -1;
    for (const block of blocks()) {
      if (!range.intersectsNode(block)) continue;
      const part = document.createRange();
      part.selectNodeContents(block);
      if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
      if (!part.toString()) continue;
      start = Math.min(start, offsetIn(block, part.startContainer, part.startOffset));
      end = Math.max(end, offsetIn(block, part.endContainer, part.endOffset));
    }
    return end <= start ? null : [start, end];
  }

  // Where a code-point offset stands in a block: [text node, UTF-16 offset].
  function boundary(block, target) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = Number(block.dataset.start);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      const length = codePoints(node.data);
      if (target <= at + length) {
        let units = 0;
        for (const character of node.data) {
          if (at === target) break;
          units += character.length;
          at += 1;
        }
        return [node, units];
      }
      at += length;
    }
    return node ? [node, node.data.length] : null;
  }

  // DOM ranges, one a block, over the code points from start to end.
  function rangesOf(start, end) {
    const ranges = [];
    for (const block of blocks()) {
      const from = Math.max(start, Number(block.dataset.start));
      const to = Math.min(end, Number(block.dataset.end));
      if (from >= to) continue;
      const range = document.createRange();
      range.setStart(...boundary(block, from));
      range.setEnd(...boundary(block, to));
      ranges.push(range);
    }
    return ranges;
  }

  // Outline words, given as "start-end start-end", under a name that the style sheet knows.
  function outline(name, spans = "") {
    if (!CSS.highlights) return;
    const ranges = spans.split(" ").filter(Boolean).flatMap((span) => rangesOf(...span.split("-").map(Number)));
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }

  return { ofRange, rangesOf, outline };
})();
