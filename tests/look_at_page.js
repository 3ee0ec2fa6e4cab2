/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Looks at the page of genre-eq report, for check_report.sh: contrasts of its text, outlines and
 * marks, and what a screen reader would read without need.
 */
'use strict';

/* [red, green, blue, alpha], 0 to 1, of a computed colour: "rgb(...)" or "color(srgb ...)". */
const colorOf = (text) => {
  const [r, g, b, a = 1] = text.match(/[0-9.e-]+(?=[ ,)])/g).map(Number);
  return text.startsWith('rgb') ? [r / 255, g / 255, b / 255, a] : [r, g, b, a];
};

const over = (top, ground) =>
  [0, 1, 2].map((i) => top[3] * top[i] + (1 - top[3]) * ground[i]).concat(1);

/* Relative luminance: W3C, "Web Content Accessibility Guidelines 2.1". */
const luminanceOf = (color) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) =>
  sum + weight * (color[i] <= 0.03928 ? color[i] / 12.92 : ((color[i] + 0.055) / 1.055) ** 2.4), 0);

const contrastOf = (a, b) => {
  const [low, high] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const chainOf = (element) => element ? chainOf(element.parentElement).concat(element) : [];

/* The colour of an element, behind its text. */
const groundOf = (view, element) => chainOf(element).reduce((ground, e) =>
  over(colorOf(view.getComputedStyle(e).backgroundColor), ground), [1, 1, 1, 1]);

/* Marks that are colour alone, and how many of them do not stand out from what is around them. */
const lostMarks = (view) => {
  const marks = [...view.document.querySelectorAll('.bar i, button[aria-pressed=true]')];
  const aims = [...view.document.querySelectorAll('.aim')].map((aim) =>
    contrastOf(colorOf(view.getComputedStyle(aim, '::before').backgroundColor), groundOf(view, aim)));
  const all = marks.map((mark) =>
    contrastOf(groundOf(view, mark), groundOf(view, mark.parentElement))).concat(aims);
  return all.length + ' ' + all.filter((contrast) => contrast < 3).length;
};

/* Least contrast of text, and of the outlines of buttons against what is around them. */
const leastContrast = (view) => {
  const styleOf = (element) => view.getComputedStyle(element);
  const textOf = (element) => {
    const ground = groundOf(view, element);
    const color = colorOf(styleOf(element).color);
    const opacity = chainOf(element).reduce((product, e) => product * styleOf(e).opacity, 1);
    return contrastOf(over([...color.slice(0, 3), color[3] * opacity], ground), ground);
  };
  const hasText = (element) => element.getClientRects().length > 0 &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const outlineOf = (button) => contrastOf(
    over(colorOf(styleOf(button).borderTopColor), [0, 0, 0, 1]), groundOf(view, button.parentElement));
  const page = view.document;
  return Math.min(...[...page.body.querySelectorAll('*')].filter(hasText).map(textOf)) + ' ' +
    Math.min(...[...page.querySelectorAll('button')].map(outlineOf));
};

/* Controls that a finger would miss: less than 24 pixels wide or high (WCAG 2.2, 2.5.8). */
const smallTargets = (page) => [...page.querySelectorAll('#player button, #player input')]
  .map((control) => control.getBoundingClientRect())
  .filter((box) => Math.min(box.width, box.height) < 24).length;

/* Live regions, which would be read while the song plays; charts without a name, or whose labels
   are read one by one. */
const leftToRead = (page) =>
  page.querySelectorAll('output, [aria-live], [role=status]').length +
  page.querySelectorAll('.panel:not([aria-label]), .panel > :not([aria-hidden=true])').length;
