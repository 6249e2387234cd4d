/** WXML and AXML are the same markup: tags, attributes, text. What the tags mean is template.ts's business. */
export type MarkupNode = MarkupElement | MarkupText;

export interface MarkupElement {
  kind: 'element';
  tag: string;
  /** A bare attribute (`<input disabled>`) has the value null. */
  attributes: { name: string; value: string | null }[];
  children: MarkupNode[];
  /** The text between the tags as written, of elements that hold scripts. */
  raw?: string;
  line: number;
}

export interface MarkupText {
  kind: 'text';
  text: string;
  line: number;
}

const RAW_TAGS = new Set(['wxs']);
/** Vendors read these as empty elements, with or without the slash. */
const VOID_TAGS = new Set(['import', 'include', 'import-sjs']);
const NAME = /[A-Za-z_@][\w:.@-]*/y;

/** Parses one file. Throws an error that names file and line for whatever the vendors' compilers would refuse. */
export function parseMarkup(source: string, file: string): MarkupNode[] {
  let at = 0;
  // Offsets come in rising order, but for the places of errors.
  const seen = { offset: 0, line: 1 };
  const lineAt = (offset: number) => {
    if (offset < seen.offset) return source.slice(0, offset).split('\n').length;
    for (; seen.offset < offset; seen.offset += 1) if (source[seen.offset] === '\n') seen.line += 1;
    return seen.line;
  };
  const refuse = (what: string, offset = at): never => {
    throw new Error(`${file}:${lineAt(offset)}: ${what}`);
  };
  const skipSpace = () => {
    while (at < source.length && /\s/.test(source[at] as string)) at++;
  };
  const readName = (what: string): string => {
    NAME.lastIndex = at;
    const found = NAME.exec(source)?.[0] ?? refuse(`${what} expected`);
    at += found.length;
    return found;
  };

  const readAttribute = (): { name: string; value: string | null } => {
    const name = readName('an attribute name');
    skipSpace();
    if (source[at] !== '=') return { name, value: null };
    at++;
    skipSpace();
    const quote = source[at];
    if (quote !== '"' && quote !== "'") return refuse(`the value of ${name} needs quotes`);
    const end = source.indexOf(quote, at + 1);
    if (end < 0) refuse(`the value of ${name} does not end`);
    const value = source.slice(at + 1, end);
    at = end + 1;
    return { name, value };
  };

  const readElement = (): MarkupElement => {
    const line = lineAt(at);
    at++;
    const element: MarkupElement = { kind: 'element', tag: readName('a tag'), attributes: [], children: [], line };
    for (;;) {
      skipSpace();
      if (source.startsWith('/>', at)) {
        at += 2;
        return element;
      }
      if (source[at] === '>') {
        at++;
        break;
      }
      if (at >= source.length) refuse(`<${element.tag}> does not end`);
      const attribute = readAttribute();
      if (element.attributes.some(({ name }) => name === attribute.name))
        refuse(`<${element.tag}> has ${attribute.name} twice`);
      element.attributes.push(attribute);
    }
    if (RAW_TAGS.has(element.tag)) {
      const end = source.indexOf(`</${element.tag}>`, at);
      if (end < 0) refuse(`</${element.tag}> is missing`);
      element.raw = source.slice(at, end);
      at = end + element.tag.length + 3;
      return element;
    }
    if (VOID_TAGS.has(element.tag) && !source.slice(at).trimStart().startsWith(`</${element.tag}>`)) return element;
    element.children = readNodes(element.tag);
    return element;
  };

  const readNodes = (inside: string | undefined): MarkupNode[] => {
    const nodes: MarkupNode[] = [];
    for (;;) {
      if (at >= source.length) {
        if (inside) refuse(`</${inside}> is missing`);
        return nodes;
      }
      if (source.startsWith('<!--', at)) {
        const end = source.indexOf('-->', at);
        if (end < 0) refuse('a comment does not end');
        at = end + 3;
      } else if (source.startsWith('</', at)) {
        const start = at;
        at += 2;
        const tag = readName('a tag');
        skipSpace();
        if (source[at] !== '>') refuse(`</${tag}> does not end`);
        at++;
        if (tag !== inside) refuse(`</${tag}> closes ${inside ? `<${inside}>` : 'nothing'}`, start);
        return nodes;
      } else if (source[at] === '<' && /[A-Za-z_]/.test(source[at + 1] ?? '')) {
        nodes.push(readElement());
      } else {
        const start = at;
        at = endOfText(source, at);
        const text = source.slice(start, at);
        // Only space between tags is indentation, not content.
        if (text.trim() !== '') nodes.push({ kind: 'text', text, line: lineAt(start) });
      }
    }
  };

  return readNodes(undefined);
}

/** A `<` inside `{{ }}` is a comparison, not a tag. */
function endOfText(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    if (source.startsWith('{{', at)) {
      const end = source.indexOf('}}', at);
      at = end < 0 ? source.length : end + 2;
    } else if (source[at] === '<' && /[A-Za-z_/!]/.test(source[at + 1] ?? '') && at > from) {
      return at;
    } else {
      at++;
    }
  }
  return at;
}
