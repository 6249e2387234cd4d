import type { Client } from '../protocol';
import { withUnits } from './styles';

/** What the program says about one drawn element, for events and queries. */
export interface ElementFacts {
  tag: string;
  attributes: Record<string, unknown>;
  /** data-* in camelCase. */
  dataset: Record<string, unknown>;
}

export interface ElementKit {
  client: Client;
  programUrl: string;
}

/** Tags that the host can draw. A vendor's component outside is named as an error when it is used. */
const DRAWN = new Set(
  (
    'view text image scroll-view button input textarea picker switch checkbox checkbox-group radio radio-group label rich-text ' +
    'root-portal contact-button'
  ).split(' '),
);

/** A new element for a tag, without attributes. Throws for a component that the host does not draw. */
export function makeElement(tag: string, isComponent: boolean): HTMLElement {
  if (isComponent) return document.createElement(tag);
  if (!DRAWN.has(tag)) throw new Error(`the host does not draw <${tag}>`);
  if (tag === 'button' || tag === 'contact-button') {
    const button = document.createElement('mp-button');
    button.setAttribute('role', 'button');
    button.tabIndex = 0;
    return button;
  }
  const element = document.createElement(tag);
  if (tag === 'image') element.append(document.createElement('img'));
  if (tag === 'switch' || tag === 'checkbox' || tag === 'radio') {
    const box = document.createElement('input');
    box.type = tag === 'radio' ? 'radio' : 'checkbox';
    element.append(box);
  }
  return element;
}

/** Where the children of an element belong: none for elements that keep their own inside. */
export const takesChildren = (tag: string): boolean => !['image', 'input', 'textarea', 'rich-text'].includes(tag);
/** The number of own nodes before the children. */
export const ownNodes = (tag: string): number => (['switch', 'checkbox', 'radio'].includes(tag) ? 1 : 0);

const isOn = (value: unknown): boolean => value === true || (value !== false && !!value && value !== 'false');

/** Applies one attribute whose value changed (undefined: gone). */
export function applyAttribute(
  element: HTMLElement,
  facts: ElementFacts,
  name: string,
  value: unknown,
  kit: ElementKit,
): void {
  if (name.startsWith('data-')) {
    const key = name.slice(5).replace(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase());
    facts.dataset[key] = value;
    putAttribute(element, name, typeof value === 'object' ? undefined : value);
  } else if (name === 'role' || name === 'aria-role') {
    // What the program says wins; a button is one without being told.
    putAttribute(element, 'role', value || (facts.tag.endsWith('button') ? 'button' : undefined));
  } else if (name.startsWith('aria-') || name === 'tabindex' || name === 'id' || name === 'class') {
    putAttribute(element, name, value);
  } else if (name === 'hidden') {
    element.toggleAttribute('hidden', isOn(value));
  } else if (name === 'style') {
    putAttribute(element, 'style', value ? withUnits(String(value)) : undefined);
    for (const own of KEPT_IN_STYLE)
      if (facts.attributes[own]) APPLY[facts.tag]?.(element, own, facts.attributes[own], kit, facts);
  } else APPLY[facts.tag]?.(element, name, value, kit, facts);
}

/** Attributes that this host turns into inline style: said again after the program's own style was put. */
const KEPT_IN_STYLE =
  'mode selectable user-select max-lines number-of-lines scroll-x scroll-y placeholder-style auto-height'.split(' ');

function putAttribute(element: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

type Apply = (element: HTMLElement, name: string, value: unknown, kit: ElementKit, facts: ElementFacts) => void;

const FIT: Record<string, string> = { aspectFit: 'contain', aspectFill: 'cover', center: 'none', scaleToFill: 'fill' };

const applyImage: Apply = (element, name, value, kit) => {
  const picture = element.firstElementChild as HTMLImageElement;
  if (name === 'src') {
    const source = String(value ?? '');
    if (!source) picture.removeAttribute('src');
    else picture.src = /^(https?|data|blob):/.test(source) ? source : kit.programUrl + source.replace(/^\//, '');
  }
  if (name === 'mode') {
    picture.style.objectFit = FIT[String(value)] ?? 'fill';
    if (value === 'widthFix') element.style.height = 'auto';
    if (value === 'heightFix') element.style.width = 'auto';
  }
  picture.alt = element.getAttribute('aria-label') ?? '';
};

const applyText: Apply = (element, name, value) => {
  if (name === 'selectable' || name === 'user-select') element.style.userSelect = isOn(value) ? 'text' : '';
  if ((name === 'max-lines' || name === 'number-of-lines') && value) {
    element.style.cssText += `;display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden;-webkit-line-clamp:${Number(value)}`;
  }
};

const applyScroll: Apply = (element, name, value) => {
  if (name === 'scroll-x') element.style.overflowX = isOn(value) ? 'auto' : 'hidden';
  if (name === 'scroll-y') element.style.overflowY = isOn(value) ? 'auto' : 'hidden';
  if (name === 'scroll-top' && value !== undefined && value !== '') element.scrollTop = Number(value);
  if (name === 'scroll-left' && value !== undefined && value !== '') element.scrollLeft = Number(value);
  if (name === 'scroll-into-view' && value)
    queueMicrotask(() => element.querySelector(`[id="${value}"]`)?.scrollIntoView({ block: 'start' }));
};

const applyButton: Apply = (element, name, value) => {
  if (name === 'disabled') {
    element.toggleAttribute('data-native-off', isOn(value));
    if (isOn(value)) element.setAttribute('aria-disabled', 'true');
    else element.removeAttribute('aria-disabled');
  }
  if (name === 'type' || name === 'size')
    putAttribute(element, `data-${name}`, value === 'default' ? undefined : value);
};

const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', numberpad: 'numeric' };

const applyInput: Apply = (element, name, value, _kit, facts) => {
  const field = element as HTMLInputElement;
  // The phone's own text stays unless the program says something new: so the caret stays where it is.
  if (name === 'value' && String(value ?? '') !== field.value) field.value = String(value ?? '');
  if (name === 'type') putAttribute(field, 'inputmode', KEYBOARDS[String(value)]);
  if (name === 'password' || name === 'type') {
    const isSecret = isOn(facts.attributes.password) || facts.attributes.type === 'safe-password';
    if (facts.tag === 'input') field.type = isSecret ? 'password' : 'text';
  }
  if (name === 'disabled') field.disabled = isOn(value);
  if (name === 'placeholder') field.placeholder = String(value ?? '');
  if (name === 'maxlength') {
    if (value === undefined || Number(value) < 0) field.removeAttribute('maxlength');
    else field.maxLength = Number(value);
  }
  if (name === 'placeholder-style') {
    const declared = document.createElement('i').style;
    declared.cssText = withUnits(String(value ?? ''));
    field.style.setProperty('--placeholder-color', declared.color);
    field.style.setProperty('--placeholder-size', declared.fontSize);
    field.style.setProperty('--placeholder-weight', declared.fontWeight);
  }
  if ((name === 'focus' || name === 'auto-focus') && isOn(value))
    queueMicrotask(() => (field.getRootNode() as ShadowRoot).activeElement !== field && field.focus());
  if (name === 'auto-height' && isOn(value)) field.style.setProperty('field-sizing', 'content');
};

const applyBox: Apply = (element, name, value) => {
  const box = element.firstElementChild as HTMLInputElement;
  if (name === 'checked') box.checked = isOn(value);
  if (name === 'disabled') box.disabled = isOn(value);
  if (name === 'aria-label') box.setAttribute('aria-label', String(value));
};

const applyRich: Apply = (element, name, value) => {
  if (name === 'nodes' && typeof value === 'string') element.innerHTML = value;
  else if (name === 'nodes' && value) throw new Error('rich-text: this host draws nodes given as text only');
};

const APPLY: Record<string, Apply> = {
  image: applyImage,
  text: applyText,
  'scroll-view': applyScroll,
  button: applyButton,
  'contact-button': applyButton,
  input: applyInput,
  textarea: applyInput,
  switch: applyBox,
  checkbox: applyBox,
  radio: applyBox,
  'rich-text': applyRich,
};
