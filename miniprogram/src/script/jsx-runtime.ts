import { Fragment, jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime';
import { currentScript, inScript } from './script';

/**
 * React's own JSX, except that texts are drawn in the chosen script (babel.config.js names this folder as the source of JSX). So no
 * screen has to know of scripts. `data-verbatim` on an element keeps its texts as written: what is signed, what was typed.
 */
type Props = Record<string, unknown> & { children?: unknown };

/** Attributes that a person reads or hears. */
const SPOKEN = ['placeholder', 'aria-label'];

function turned(props: Props): Props {
  if (currentScript() === 'zh-Hans' || !props || 'data-verbatim' in props) return props;
  const next: Props = { ...props };
  if (typeof props.children === 'string') next.children = inScript(props.children);
  else if (Array.isArray(props.children)) {
    next.children = props.children.map((child) => (typeof child === 'string' ? inScript(child) : child));
  }
  for (const name of SPOKEN) {
    const text = props[name];
    if (typeof text === 'string') next[name] = inScript(text);
  }
  return next;
}

type Make = typeof reactJsx;

export const jsx: Make = (type, props, key) => reactJsx(type, turned(props as Props), key);
export const jsxs: Make = (type, props, key) => reactJsxs(type, turned(props as Props), key);
export { Fragment };
