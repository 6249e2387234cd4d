import { type ReadText, resolvePath } from '../program';
import { compileExpression, compileObject, type Evaluate } from './expression';
import { type MarkupElement, type MarkupNode, parseMarkup } from './markup';
import { compileText, onlyMustache } from './mustache';
import type { ElementPlan, Plan, TemplateFile } from './plan';
import { runModule } from './script-module';
import { readAttribute, type VendorTable } from './vendor';

/** Loads and keeps templates of one program: every file is parsed once. */
export class TemplateLoader {
  private readonly files = new Map<string, Promise<TemplateFile>>();

  constructor(
    private readonly read: ReadText,
    private readonly table: VendorTable,
    /** Tags that any page's or component's `usingComponents` names. */
    readonly componentTags: Set<string>,
  ) {}

  /** @param path with its ending, without leading slash, e.g. `pages/home/index.wxml` */
  load(path: string): Promise<TemplateFile> {
    const known = this.files.get(path);
    if (known) return known;
    const loading = this.read(path).then((source) => this.compile(parseMarkup(source, path), path));
    this.files.set(path, loading);
    return loading;
  }

  private async compile(nodes: MarkupNode[], path: string): Promise<TemplateFile> {
    const file: TemplateFile = { path, templates: new Map(), imports: [], modules: {}, body: [] };
    const { scriptTag } = this.table;
    const content: MarkupNode[] = [];
    for (const node of nodes) {
      if (node.kind === 'element' && node.tag === 'import') {
        file.imports.push(await this.load(resolvePath(path, wanted(node, 'src', path))));
      } else if (node.kind === 'element' && node.tag === 'include') {
        const included = await this.load(resolvePath(path, wanted(node, 'src', path)));
        file.body.push(...included.body);
      } else if (node.kind === 'element' && node.tag === scriptTag.tag) {
        const source = attributeOf(node, scriptTag.source);
        const name = wanted(node, scriptTag.name, path);
        const from = source ? resolvePath(path, source) : path;
        file.modules[name] = await runModule(source ? await this.read(from) : (node.raw ?? ''), from, this.read);
      } else content.push(node);
    }
    const compiler = new TemplateCompiler(this.table, this.componentTags, file);
    // Templates first: the body of a file may use a template that stands below it.
    for (const node of content)
      if (isTemplate(node)) {
        const name = wanted(node, 'name', path);
        if (file.templates.has(name)) throw new Error(`${path}:${node.line}: template "${name}" is defined twice`);
        file.templates.set(name, { plans: compiler.children(node.children), file });
      }
    file.body.push(...compiler.children(content.filter((node) => !isTemplate(node))));
    return file;
  }
}

const isTemplate = (node: MarkupNode): node is MarkupElement =>
  node.kind === 'element' && node.tag === 'template' && attributeOf(node, 'name') !== undefined;

const attributeOf = (node: MarkupElement, name: string): string | undefined =>
  node.attributes.find((attribute) => attribute.name === name)?.value ?? undefined;

function wanted(node: MarkupElement, name: string, path: string): string {
  const value = attributeOf(node, name);
  if (value === undefined) throw new Error(`${path}:${node.line}: <${node.tag}> needs ${name}`);
  return value;
}

class TemplateCompiler {
  constructor(
    private readonly table: VendorTable,
    private readonly componentTags: Set<string>,
    private readonly file: TemplateFile,
  ) {}

  children(nodes: MarkupNode[]): Plan[] {
    const plans: Plan[] = [];
    for (const node of nodes) {
      const plan = this.guarded(node, () => this.plan(node, plans));
      if (plan) plans.push(plan);
    }
    return plans;
  }

  private guarded<T>(node: MarkupNode, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { message } = error as Error;
      // The innermost place is the one worth reading.
      if (message.startsWith(this.file.path)) throw error;
      throw new Error(`${this.file.path}:${node.line}: ${message}`);
    }
  }

  /** The node's plan, or undefined when it became a branch of the choice before it. */
  private plan(node: MarkupNode, before: Plan[]): Plan | undefined {
    if (node.kind === 'text') return { kind: 'text', evaluate: compileText(node.text) };
    const { directive } = this.table;
    const rest = new Map(node.attributes.map(({ name, value }) => [name, value]));
    const take = (name: string): string | null | undefined => {
      const value = rest.get(directive + name);
      rest.delete(directive + name);
      return value;
    };
    const list = take('for') ?? take('for-items');
    const item = take('for-item') ?? 'item';
    const index = take('for-index') ?? 'index';
    const key = take('key') ?? undefined;
    const when = take('if');
    const otherwiseWhen = take('elif');
    const otherwise = take('else');
    for (const name of rest.keys())
      if (/^(wx|a):/.test(name)) throw new Error(`<${node.tag}> has ${name}, which this platform does not know`);

    let plan = this.content(node, rest);
    if (when !== undefined) plan = { kind: 'choice', branches: [{ when: condition(when), plan }] };
    if (list !== undefined) {
      plan = { kind: 'loop', list: condition(list), item, index, ...(key ? { key } : {}), body: plan };
    }
    if (otherwiseWhen === undefined && otherwise === undefined) return plan;
    const choice = before.at(-1);
    if (choice?.kind !== 'choice') throw new Error(`<${node.tag}> is an else without an if before it`);
    choice.branches.push(otherwise === undefined ? { when: condition(otherwiseWhen), plan } : { plan });
    return undefined;
  }

  private content(node: MarkupElement, rest: Map<string, string | null>): Plan {
    const place = `${this.file.path}:${node.line}`;
    if (node.tag === 'block') {
      for (const name of rest.keys()) throw new Error(`<block> has no attribute "${name}"`);
      return { kind: 'block', children: this.children(node.children) };
    }
    if (node.tag === 'template') {
      const data = rest.get('data');
      const object = data === undefined || data === null ? '' : onlyMustache(data);
      if (object === undefined) throw new Error(`<template> data needs {{ }}: ${data}`);
      return {
        kind: 'use',
        is: compileText(rest.get('is') ?? ''),
        data: compileObject(object),
        file: this.file,
        place,
      };
    }
    const isComponent = this.componentTags.has(node.tag);
    if (!isComponent && !this.table.components[node.tag])
      throw new Error(`<${node.tag}> is no component of this platform`);
    const plan: ElementPlan = {
      kind: 'element',
      tag: node.tag,
      isComponent,
      attributes: [],
      bindings: [],
      children: this.children(node.children),
      place,
    };
    for (const [name, value] of rest) {
      const meaning = plan.isComponent ? 'value' : readAttribute(this.table, node.tag, name);
      const evaluate: Evaluate = value === null ? () => true : compileText(value);
      if (meaning === 'value') plan.attributes.push({ name, evaluate });
      else if (meaning !== 'nothing') plan.bindings.push({ ...meaning, handler: evaluate });
    }
    return plan;
  }
}

/** A directive's value: one mustache; a bare text is a constant (`wx:if="true"`). */
function condition(value: string | null | undefined): Evaluate {
  if (!value) throw new Error('a condition or list is empty');
  const only = onlyMustache(value);
  return only === undefined ? compileText(value) : compileExpression(only);
}
