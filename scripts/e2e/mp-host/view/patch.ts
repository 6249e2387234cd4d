import type { VNode } from './draw';
import { applyAttribute, type ElementFacts, type ElementKit, makeElement, ownNodes, takesChildren } from './elements';

/** What stands behind a drawn node; events and queries ask. */
const drawnAs = new WeakMap<Node, { vnode: VNode; facts: ElementFacts }>();

export const drawnNode = (node: Node): { vnode: VNode; facts: ElementFacts } | undefined => drawnAs.get(node);

/** Makes `parent` hold exactly `next`. Nodes of `before` with the same key are kept and only what differs is touched. */
export function patchChildren(parent: Node, before: VNode[], next: VNode[], kit: ElementKit, skip = 0): void {
  const old = new Map(before.map((vnode) => [vnode.key, vnode]));
  for (const vnode of next) {
    const known = old.get(vnode.key);
    if (known) {
      old.delete(vnode.key);
      patchNode(known, vnode, kit);
    } else makeNode(vnode, kit);
  }
  // Old nodes go first: what stays then stands in place already, and a focused input is not moved.
  for (const gone of old.values()) gone.dom?.parentNode?.removeChild(gone.dom);
  let place = parent.childNodes[skip] ?? null;
  for (const { dom } of next) {
    if (dom === place) place = place?.nextSibling ?? null;
    else parent.insertBefore(dom as Node, place);
  }
}

function patchNode(old: VNode, next: VNode, kit: ElementKit): void {
  const dom = old.dom as Node;
  next.dom = dom;
  const drawn = drawnAs.get(dom);
  if (next.tag === '#text') {
    if (old.text !== next.text) dom.nodeValue = next.text;
  }
  if (!drawn) return;
  drawn.vnode = next;
  if (next.tag === '#text') return;
  const element = dom as HTMLElement;
  const { facts } = drawn;
  const was = old.attributes;
  facts.attributes = next.attributes;
  for (const name in next.attributes)
    if (!isSame(was[name], next.attributes[name])) applyAttribute(element, facts, name, next.attributes[name], kit);
  for (const name in was) if (!(name in next.attributes)) applyAttribute(element, facts, name, undefined, kit);
  if (takesChildren(next.tag)) patchChildren(element, old.children, next.children, kit, ownNodes(next.tag));
}

function makeNode(vnode: VNode, kit: ElementKit): void {
  if (vnode.tag === '#text') {
    vnode.dom = document.createTextNode(vnode.text);
    drawnAs.set(vnode.dom, { vnode, facts: { tag: '#text', attributes: {}, dataset: {} } });
    return;
  }
  const element = makeElement(vnode.tag, vnode.owner.components.has(vnode.tag));
  const facts: ElementFacts = { tag: vnode.tag, attributes: vnode.attributes, dataset: {} };
  vnode.dom = element;
  drawnAs.set(element, { vnode, facts });
  for (const name in vnode.attributes)
    if (vnode.attributes[name] !== undefined) applyAttribute(element, facts, name, vnode.attributes[name], kit);
  if (takesChildren(vnode.tag)) patchChildren(element, [], vnode.children, kit, ownNodes(vnode.tag));
}

/** Objects come anew with every message or stay the very same; equal JSON is the same attribute. */
const isSame = (left: unknown, right: unknown): boolean =>
  left === right ||
  (typeof left === 'object' && typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right));
