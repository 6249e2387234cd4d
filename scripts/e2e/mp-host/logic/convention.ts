import type { Client, JsonObject } from '../protocol';
import { Refusal } from './channel';
import { textOf } from './globals';

export type Options = Record<string, unknown> & {
  success?: (result: object) => void;
  fail?: (problem: object) => void;
  complete?: (result: object) => void;
};
/** What one API does with its options; a Refusal thrown becomes the vendor's way of failing. */
export type Work = (options: Options) => object | undefined | Promise<object | undefined>;
export type Api = (options?: Options) => Promise<object> | undefined;

/**
 * Both vendors' calling convention: success/fail/complete, or a promise where none of them is given.
 * WeChat: `errMsg` 'api:ok' / 'api:fail because'. Alipay: `error` and `errorMessage`.
 */
export function inConvention(client: Client, name: string, work: Work): Api {
  return (options = {}) => {
    const done = Promise.resolve(options)
      .then(work)
      .then(
        (result) => ({
          isRight: true,
          value: client === 'weapp' ? { ...result, errMsg: `${name}:ok` } : { ...result },
        }),
        (error: unknown) => ({ isRight: false, value: problemOf(client, name, error) }),
      );
    if (!options.success && !options.fail && !options.complete) {
      return done.then(({ isRight, value }) => {
        if (isRight) return value;
        throw value;
      });
    }
    // An error in a callback is the program's own: it ends as an unhandled rejection in the log.
    void done.then(({ isRight, value }) => {
      try {
        if (isRight) options.success?.(value);
        else options.fail?.(value);
      } finally {
        options.complete?.(value);
      }
    });
    return undefined;
  };
}

function problemOf(client: Client, name: string, error: unknown): JsonObject {
  const because = error instanceof Refusal ? error.errMsg : textOf(error);
  const further = error instanceof Refusal ? error.problem : {};
  if (client === 'weapp') return { errMsg: `${name}:fail ${because}`, ...further };
  return { error: 3, errorMessage: because, ...further };
}
