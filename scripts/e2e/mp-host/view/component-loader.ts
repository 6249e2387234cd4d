import { type ReadText, resolvePath } from '../program';
import type { PageJson } from '../protocol';
import type { Component } from './draw';
import type { TemplateLoader } from './template';

/** Loads the templates of custom components that a json names; a component may name itself. */
export class ComponentLoader {
  private readonly known = new Map<string, Component>();

  constructor(
    private readonly read: ReadText,
    private readonly templates: TemplateLoader,
    private readonly ending: string,
  ) {}

  /** @param usingComponents as in the json of the page or component at `from` @returns tag → component */
  async named(usingComponents: Record<string, string>, from: string): Promise<Map<string, Component>> {
    const found = new Map<string, Component>();
    for (const [tag, address] of Object.entries(usingComponents))
      found.set(tag, await this.load(resolvePath(from, address)));
    return found;
  }

  private async load(path: string): Promise<Component> {
    const known = this.known.get(path);
    if (known) return known;
    const json = JSON.parse(await this.read(`${path}.json`)) as PageJson;
    if (json.component !== true) throw new Error(`${path}.json does not say "component": true`);
    const tags = Object.keys(json.usingComponents ?? {});
    for (const tag of tags) this.templates.componentTags.add(tag);
    const file = await this.templates.load(`${path}.${this.ending}`);
    const component: Component = { path, file, components: new Map() };
    // Known before what it names is loaded: it may name itself.
    this.known.set(path, component);
    for (const [tag, inner] of await this.named(json.usingComponents ?? {}, path)) component.components.set(tag, inner);
    return component;
  }
}
