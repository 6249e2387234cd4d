import type { Json, JsonObject } from '../protocol';
import { type EventWalk, innermost } from './events';
import { drawnNode } from './patch';

const LONG_PRESS_MS = 350;
const STILL_PX = 10;

interface Press {
  element: HTMLElement;
  x: number;
  y: number;
  timer: number;
  /** A long press was told to somebody: the tap is not told any more. */
  isLong: boolean;
  hover?: { element: HTMLElement; names: string[]; stay: number };
}

export interface GestureHooks {
  walk: EventWalk;
  /** The page's window: positions are relative to it. */
  frame: HTMLElement;
  /** After the tap's own handlers: open-type buttons, pickers. */
  tapped(element: HTMLElement): void;
}

/** Turns the browser's events below `root` into the events that a phone tells a mini-program. */
export function listen(root: ShadowRoot, { walk, frame, tapped }: GestureHooks): void {
  let press: Press | undefined;
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    act: (event: HTMLElementEventMap[Name], element: HTMLElement) => void,
    isCapture = false,
  ) =>
    root.addEventListener(
      name,
      (event) => {
        const element = innermost(event.target);
        if (element) act(event as HTMLElementEventMap[Name], element);
      },
      isCapture,
    );

  const touch = (event: MouseEvent): JsonObject => {
    const box = frame.getBoundingClientRect();
    const [clientX, clientY] = [event.clientX - box.left, event.clientY - box.top];
    return { identifier: 0, clientX, clientY, pageX: clientX, pageY: clientY + frame.scrollTop, force: 1 };
  };
  const emitTouch = (type: string, event: MouseEvent, element: HTMLElement) => {
    const one = touch(event);
    return walk.emit(element, { type, detail: { x: one.pageX as Json, y: one.pageY as Json }, touches: [one] });
  };
  const release = () => {
    if (!press) return;
    clearTimeout(press.timer);
    const { hover } = press;
    if (hover) setTimeout(() => hover.element.classList.remove(...hover.names), hover.stay);
  };

  on('pointerdown', (event, element) => {
    emitTouch('touchStart', event, element);
    const begun: Press = {
      element,
      x: event.clientX,
      y: event.clientY,
      timer: 0,
      isLong: false,
      hover: hoverAt(element),
    };
    begun.timer = window.setTimeout(() => {
      begun.isLong = emitTouch('longTap', event, element) > 0;
    }, LONG_PRESS_MS);
    press = begun;
  });
  on('pointermove', (event) => {
    if (!press) return;
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > STILL_PX) clearTimeout(press.timer);
    emitTouch('touchMove', event, press.element);
  });
  on('pointerup', (event) => {
    if (press) emitTouch('touchEnd', event, press.element);
    release();
  });
  on('pointercancel', (event) => {
    if (press) emitTouch('touchCancel', event, press.element);
    release();
    press = undefined;
  });
  on('click', (event, element) => {
    const wasLong = press?.isLong;
    press = undefined;
    if (wasLong) return;
    emitTouch('tap', event, element);
    tapped(element);
  });

  on('input', (event, element) => {
    if (!isField(element) || (event as InputEvent).isComposing) return;
    walk.emit(element, { type: 'input', detail: { ...fieldDetail(element), keyCode: keyCodeOf(event as InputEvent) } });
  });
  on('compositionend', (_event, element) => {
    if (isField(element)) walk.emit(element, { type: 'input', detail: { ...fieldDetail(element), keyCode: 229 } });
  });
  on('focusin', (_event, element) => {
    if (isField(element)) walk.emit(element, { type: 'focus', detail: { value: element.value, height: 300 } });
  });
  on('focusout', (_event, element) => {
    if (isField(element)) walk.emit(element, { type: 'blur', detail: fieldDetail(element) });
  });
  on('keydown', (event, element) => {
    if (event.key !== 'Enter' || event.isComposing || drawnNode(element)?.facts.tag !== 'input') return;
    event.preventDefault();
    walk.emit(element, { type: 'confirm', detail: { value: (element as HTMLInputElement).value } });
    if (!drawnNode(element)?.facts.attributes['confirm-hold']) element.blur();
  });
  on('change', (event, element) => {
    const box = event.target as HTMLInputElement;
    if (isField(element)) return;
    const { facts } = drawnNode(element) ?? {};
    if (facts?.tag === 'switch') walk.emit(element, { type: 'change', detail: { value: box.checked } });
    else changeOfGroup(element, box, walk);
  });
  on(
    'load',
    (event, element) => {
      const { naturalWidth: width, naturalHeight: height } = event.target as HTMLImageElement;
      walk.emit(element, { type: 'load', detail: { width, height } });
    },
    true,
  );
  on(
    'error',
    (event, element) =>
      walk.emit(element, {
        type: 'error',
        detail: { errMsg: `no picture at ${(event.target as HTMLImageElement).src}` },
      }),
    true,
  );
  on('scroll', (_event, element) => scrolled(element, walk), true);
  on('transitionend', (event, element) => {
    walk.emit(element, { type: 'transitionEnd', detail: { elapsedTime: event.elapsedTime } });
  });
  on('animationend', (event, element) => {
    walk.emit(element, { type: 'animationEnd', detail: { elapsedTime: event.elapsedTime } });
  });
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const isField = (element: HTMLElement): element is Field =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && drawnNode(element) !== undefined);

const fieldDetail = (field: Field): JsonObject => ({
  value: field.value,
  cursor: field.selectionStart ?? field.value.length,
});

const keyCodeOf = (event: InputEvent): number =>
  event.inputType === 'deleteContentBackward' ? 8 : (event.data?.charCodeAt(0) ?? 229);

/** A group tells what of it is chosen: a list for checkboxes, one value for radios. */
function changeOfGroup(element: HTMLElement, box: HTMLInputElement, walk: EventWalk): void {
  const group = element.closest<HTMLElement>('checkbox-group, radio-group');
  const chosenValue = (each: Element) => String(drawnNode(each)?.facts.attributes.value ?? '');
  walk.emit(element, { type: 'change', detail: { value: box.checked } });
  if (!group) return;
  const boxes = [...group.querySelectorAll('checkbox, radio')];
  const inputOf = (each: Element) => each.firstElementChild as HTMLInputElement;
  if (group.localName === 'radio-group') {
    for (const each of boxes) if (each !== element) inputOf(each).checked = false;
    walk.emit(group, { type: 'change', detail: { value: chosenValue(element) } });
  } else {
    const chosen = boxes.filter((each) => inputOf(each).checked).map(chosenValue);
    walk.emit(group, { type: 'change', detail: { value: chosen } });
  }
}

const edges = new WeakMap<Element, { upper: boolean; lower: boolean; left: number; top: number }>();

function scrolled(element: HTMLElement, walk: EventWalk): void {
  const facts = drawnNode(element)?.facts;
  if (facts?.tag !== 'scroll-view') return;
  const { scrollLeft, scrollTop, scrollHeight, scrollWidth, clientHeight, clientWidth } = element;
  const was = edges.get(element) ?? { upper: true, lower: false, left: 0, top: 0 };
  const [deltaX, deltaY] = [was.left - scrollLeft, was.top - scrollTop];
  walk.emit(element, { type: 'scroll', detail: { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY } });
  const threshold = (name: string) => Number(facts.attributes[name] ?? 50);
  const isAcross = facts.attributes['scroll-x'] === true;
  const [place, room] = isAcross
    ? [scrollLeft, scrollWidth - clientWidth - scrollLeft]
    : [scrollTop, scrollHeight - clientHeight - scrollTop];
  const now = { upper: place <= threshold('upper-threshold'), lower: room <= threshold('lower-threshold') };
  if (now.upper && !was.upper)
    walk.emit(element, { type: 'scrollToUpper', detail: { direction: isAcross ? 'left' : 'top' } });
  if (now.lower && !was.lower)
    walk.emit(element, { type: 'scrollToLower', detail: { direction: isAcross ? 'right' : 'bottom' } });
  edges.set(element, { ...now, left: scrollLeft, top: scrollTop });
}

/** The pressed look: the nearest element with a hover-class other than `none`. */
function hoverAt(element: HTMLElement): Press['hover'] {
  for (let at: HTMLElement | null = element; at; at = at.parentElement) {
    const attributes = drawnNode(at)?.facts.attributes;
    const names = String(attributes?.['hover-class'] ?? 'none');
    if (names === 'none' || names === '') continue;
    const hover = { element: at, names: names.split(/\s+/), stay: Number(attributes?.['hover-stay-time'] ?? 70) };
    hover.element.classList.add(...hover.names);
    return hover;
  }
  return undefined;
}
