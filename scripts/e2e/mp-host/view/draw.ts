import type { Scope } from './expression';
import { type ElementPlan, type Plan, type TemplateFile, templateNamed } from './plan';

/** Whose method a handler names: the page's, or that of the custom component around the template. */
export interface Owner {
  /** The component's path (`comp`); absent for the page itself. */
  is?: string;
  /** The drawn component around it. */
  host?: VNode;
  /** Tag → component, as the page's or component's json names them. */
  components: Map<string, Component>;
}

export interface Component {
  path: string;
  file: TemplateFile;
  components: Map<string, Component>;
}

/** One element or text as the data want it. */
export interface VNode {
  /** Tells siblings apart from one drawing to the next. */
  key: string;
  /** `#text` for text. */
  tag: string;
  text: string;
  attributes: Record<string, unknown>;
  bindings: DrawnBinding[];
  children: VNode[];
  owner: Owner;
  /** What it was drawn as. */
  dom?: Node;
}

export interface DrawnBinding {
  event: string;
  isCatch: boolean;
  isCapture: boolean;
  handler: string;
}

const NOTHING: never[] = [];

/** What a file's body looks like with these data. Throws, naming the place, when a template or component is missing. */
export function drawFile(file: TemplateFile, data: Record<string, unknown>, owner: Owner): VNode[] {
  const drawn: VNode[] = [];
  drawAll(file.body, { names: data, outer: { names: file.modules } }, owner, '', drawn);
  return drawn;
}

function drawAll(plans: Plan[], scope: Scope, owner: Owner, prefix: string, into: VNode[]): void {
  for (let at = 0; at < plans.length; at++) drawPlan(plans[at] as Plan, scope, owner, `${prefix}${at}`, into);
}

function drawPlan(plan: Plan, scope: Scope, owner: Owner, key: string, into: VNode[]): void {
  switch (plan.kind) {
    case 'text': {
      const text = plan.evaluate(scope);
      if (text === undefined || text === null || text === '') return;
      into.push(node(key, '#text', owner, textOf(text)));
      return;
    }
    case 'block':
      drawAll(plan.children, scope, owner, `${key}.`, into);
      return;
    case 'choice': {
      const chosen = plan.branches.findIndex(({ when }) => when === undefined || when(scope));
      const branch = plan.branches[chosen];
      if (branch) drawPlan(branch.plan, scope, owner, `${key}?${chosen}`, into);
      return;
    }
    case 'loop':
      drawLoop(plan, scope, owner, key, into);
      return;
    case 'use': {
      const name = String(plan.is(scope) ?? '');
      if (name === '') return;
      const template = templateNamed(plan.file, name);
      if (!template) throw new Error(`${plan.place}: there is no template "${name}"`);
      const inner = { names: plan.data(scope), outer: { names: template.file.modules } };
      drawAll(template.plans, inner, owner, `${key}/`, into);
      return;
    }
    case 'element':
      into.push(drawElement(plan, scope, owner, key));
  }
}

function drawLoop(plan: Extract<Plan, { kind: 'loop' }>, scope: Scope, owner: Owner, key: string, into: VNode[]): void {
  const list = plan.list(scope);
  if (list === undefined || list === null) return;
  const entries: [number | string, unknown][] = Array.isArray(list)
    ? list.map((item, index) => [index, item])
    : typeof list === 'number'
      ? Array.from({ length: list }, (_, index) => [index, index])
      : Object.entries(list as object);
  const seen = new Set<string>();
  for (const [index, item] of entries) {
    const inner = { names: { [plan.item]: item, [plan.index]: index }, outer: scope };
    const own =
      plan.key === undefined ? index : plan.key === '*this' ? item : (item as Record<string, unknown>)?.[plan.key];
    let itemKey = `${key}[${own ?? index}]`;
    // Two items with one key: the vendors warn and draw both.
    while (seen.has(itemKey)) itemKey += '+';
    seen.add(itemKey);
    drawPlan(plan.body, inner, owner, itemKey, into);
  }
}

function drawElement(plan: ElementPlan, scope: Scope, owner: Owner, key: string): VNode {
  const drawn = node(key, plan.tag, owner, '');
  drawn.attributes = {};
  for (const { name, evaluate } of plan.attributes) drawn.attributes[name] = evaluate(scope);
  if (plan.isComponent) {
    const component = owner.components.get(plan.tag);
    if (!component) throw new Error(`${plan.place}: <${plan.tag}> is not named in usingComponents`);
    const properties = drawn.attributes;
    drawn.attributes = {};
    const inner: Owner = { is: component.path, host: drawn, components: component.components };
    drawn.children = drawFile(component.file, properties, inner);
    return drawn;
  }
  if (plan.bindings.length > 0) {
    drawn.bindings = [];
    for (const { handler, ...binding } of plan.bindings) {
      const name = handler(scope);
      if (name) drawn.bindings.push({ ...binding, handler: String(name) });
    }
  }
  if (plan.children.length > 0) {
    drawn.children = [];
    drawAll(plan.children, scope, owner, '', drawn.children);
  }
  return drawn;
}

const node = (key: string, tag: string, owner: Owner, text: string): VNode => ({
  key: `${key}:${tag}`,
  tag,
  text,
  attributes: {},
  bindings: NOTHING,
  children: NOTHING,
  owner,
});

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
