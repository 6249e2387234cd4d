import type { Evaluate, Scope } from './expression';
import type { Binding } from './vendor';

/** A template made ready to draw. Made once per file, drawn for every change of data. */
export type Plan = TextPlan | ElementPlan | UsePlan | BlockPlan | ChoicePlan | LoopPlan;

export interface TextPlan {
  kind: 'text';
  evaluate: Evaluate;
}

export interface ElementPlan {
  kind: 'element';
  tag: string;
  /** A tag that `usingComponents` has to name, not one of the vendor's own. */
  isComponent: boolean;
  attributes: { name: string; evaluate: Evaluate }[];
  bindings: (Binding & { handler: Evaluate })[];
  children: Plan[];
  /** `file:line`, for what goes wrong while drawing. */
  place: string;
}

/** `<template is="…" data="…"/>` */
export interface UsePlan {
  kind: 'use';
  is: Evaluate;
  data: (scope: Scope) => Record<string, unknown>;
  file: TemplateFile;
  place: string;
}

export interface BlockPlan {
  kind: 'block';
  children: Plan[];
}

/** if, elif, else: the first branch whose condition holds. */
export interface ChoicePlan {
  kind: 'choice';
  branches: { when?: Evaluate; plan: Plan }[];
}

export interface LoopPlan {
  kind: 'loop';
  list: Evaluate;
  item: string;
  index: string;
  /** Name of the item's property that tells items apart, or `*this`. */
  key?: string;
  body: Plan;
}

export interface Template {
  plans: Plan[];
  file: TemplateFile;
}

export interface TemplateFile {
  path: string;
  /** Own templates; those of imported files are looked up in `imports`. */
  templates: Map<string, Template>;
  /** Imported files: their own templates can be used, not those that they import themselves. */
  imports: TemplateFile[];
  /** WXS or SJS modules of this file by name. */
  modules: Record<string, unknown>;
  body: Plan[];
}

/** The template a file means by `name`: its own first, then the last import that has it. */
export function templateNamed(file: TemplateFile, name: string): Template | undefined {
  return file.templates.get(name) ?? file.imports.findLast((other) => other.templates.has(name))?.templates.get(name);
}
