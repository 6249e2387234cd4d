import type { Channel } from './channel';
import type { Table } from './parts';

/**
 * Names that a program may look at although this host has no such API: what the compilers' runtimes keep on the vendor's object
 * (webpackJsonp, taroEventCenter), and names that exist at the vendors but only answer after a set-up that we do not use (cloud).
 */
const MAY_BE_READ = new Set([
  'webpackJsonp',
  'taroEventCenter',
  'cloud',
  'then',
  'toJSON',
  'constructor',
  'hasOwnProperty',
  'valueOf',
  'toString',
]);

/**
 * `wx` or `my`: the table's names and what the program itself puts there. Reading any other name is written into the log as an unknown API and
 * fails the journey: the judge must not let a mistyped or missing API pass as "not supported".
 */
export function vendorObject(name: 'wx' | 'my', table: Table, channel: Channel): Table {
  const named = new Set<string>();
  return new Proxy(table, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !MAY_BE_READ.has(key) && !named.has(key)) {
        named.add(key);
        channel.log('unknown-api', 'error', `unknown API ${name}.${key}`);
      }
      return Reflect.get(target, key, receiver);
    },
  });
}

/** canIUse of both vendors, for names of the table and `api.member` below one. */
export function canIUse(table: Table): (schema: string) => boolean {
  return (schema) => {
    const [first = ''] = schema.split('.');
    // Components and open-types are asked for in the same way; those of the platforms' present versions are there.
    return first in table || /^(button|input|picker|scroll-view|contact-button)$/.test(first);
  };
}
