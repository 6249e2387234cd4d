import type { Client } from '../protocol';
import { ALIPAY } from './table-alipay';
import { WEAPP } from './table-weapp';

/** What one vendor's templates may say. Anything outside is an error that names it: a judge does not guess. */
export interface VendorTable {
  /** Prefix of if, for and key. */
  directive: string;
  scriptTag: { tag: string; source: string; name: string };
  /** How an event binding is spelled: prefix, event. */
  binding: RegExp;
  common: string[];
  commonPattern: RegExp;
  commonEvents: string[];
  /** Events that go from the target upward; all others stay at their element. */
  bubbling: string[];
  /** Attributes that the compiler's templates carry without the vendor knowing them: stepped over, per component. */
  tolerated: Record<string, string[]>;
  components: Record<string, { attributes: string[]; events: string[] }>;
}

export interface Binding {
  event: string;
  isCatch: boolean;
  isCapture: boolean;
}

export const tableOf = (client: Client): VendorTable => (client === 'weapp' ? WEAPP : ALIPAY);

/**
 * What an attribute of an element is: a binding, a value, or something to step over.
 * Throws when the vendor knows neither the component nor the attribute nor the event; the message names it.
 */
export function readAttribute(table: VendorTable, tag: string, name: string): Binding | 'value' | 'nothing' {
  const component = table.components[tag];
  if (!component) throw new Error(`<${tag}> is no component of this platform`);
  if (table.tolerated[tag]?.includes(name)) return 'nothing';
  const [, prefix, event] = table.binding.exec(name) ?? [];
  if (prefix && event) {
    const own = table === ALIPAY ? `${event[0]?.toLowerCase()}${event.slice(1)}` : event;
    if (!table.commonEvents.includes(own) && !component.events.includes(own))
      throw new Error(`<${tag}> has no event "${own}" (${name}) on this platform`);
    return { event: own, isCatch: prefix.includes('catch'), isCapture: prefix.startsWith('capture') };
  }
  if (table.common.includes(name) || table.commonPattern.test(name)) return 'value';
  if (component.attributes.includes(name)) return 'value';
  throw new Error(`<${tag}> has no attribute "${name}" on this platform`);
}
