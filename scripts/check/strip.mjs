/**
 * The code of a TypeScript text without its comments, and, if asked, without what its string literals say. Line numbers stay. It reads
 * the text once, character by character; template literals keep their `${…}` parts as code.
 * @param {string} text @param {{ strings: 'keep' | 'blank' }} options
 */
export function codeOnly(text, { strings }) {
  let out = '';
  let at = 0;
  /** Braces open inside each template expression that we are in. @type {number[]} */
  const templates = [];
  const blank = (/** @type {string} */ part) => (strings === 'keep' ? part : part.replace(/[^\n]/g, ' '));

  /** Copies a template's text up to its end or its next `${`. */
  const readTemplate = () => {
    const from = at;
    while (at < text.length) {
      if (text[at] === '\\') at += 2;
      else if (text[at] === '`') {
        out += blank(text.slice(from, at));
        out += '`';
        at += 1;
        return;
      } else if (text[at] === '$' && text[at + 1] === '{') {
        out += blank(text.slice(from, at));
        out += '${';
        at += 2;
        templates.push(0);
        return;
      } else at += 1;
    }
    out += blank(text.slice(from));
  };

  while (at < text.length) {
    const character = text[at];
    const next = text[at + 1];
    if (character === '/' && next === '/') {
      while (at < text.length && text[at] !== '\n') at += 1;
    } else if (character === '/' && next === '*') {
      const end = text.indexOf('*/', at + 2);
      const comment = text.slice(at, end < 0 ? text.length : end + 2);
      out += comment.replace(/[^\n]/g, ' ');
      at += comment.length;
    } else if (character === '/' && startsPattern(out)) {
      const pattern = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//.exec(text.slice(at))?.[0] ?? '/';
      out += pattern.length > 1 ? blank(pattern) : pattern;
      at += pattern.length;
    } else if (character === "'" || character === '"') {
      const from = at;
      at += 1;
      while (at < text.length && text[at] !== character && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
      at += 1;
      out += character + blank(text.slice(from + 1, at - 1)) + character;
    } else if (character === '`') {
      out += '`';
      at += 1;
      readTemplate();
    } else if (templates.length > 0 && (character === '{' || character === '}')) {
      const depth = templates.at(-1) ?? 0;
      out += character;
      at += 1;
      if (character === '{') templates[templates.length - 1] = depth + 1;
      else if (depth > 0) templates[templates.length - 1] = depth - 1;
      else {
        templates.pop();
        readTemplate();
      }
    } else {
      out += character;
      at += 1;
    }
  }
  return out;
}

/** Whether a slash here begins a regular expression rather than divides. @param {string} before */
function startsPattern(before) {
  const word = /(\w+|[^\s\w])\s*$/.exec(before)?.[1] ?? '(';
  return /^(return|typeof|case|in|of)$/.test(word) || /^[^\w)\]}]$/.test(word);
}
