import { atConsole } from '../../http/caller';
import type { HandlersFor } from '../../http/handler';
import type { Audit } from '../audit/audit.usecases';
import type { CaseKinds } from './case.kinds';
import { type Cards, presentCase } from './case.presenter';
import type { Cases } from './case.usecases';

/** Routes of cases: read, and close with a reason. */
export function caseRoutes(deps: { cases: Cases; kinds: CaseKinds; people: Cards; audit: Audit }): HandlersFor<'case'> {
  const { cases, kinds, people, audit } = deps;
  return {
    'case.list': async ({ query }) => {
      const [{ items, nextAfter }, openCount] = await Promise.all([cases.list(query), cases.countOpen()]);
      return {
        items: await Promise.all(items.map((document) => presentCase(document, kinds, people))),
        openCount,
        ...(nextAfter === undefined ? {} : { nextAfter }),
      };
    },
    'case.get': async ({ params, operator }) => {
      const document = await cases.get(params.caseId);
      const { operatorId, name } = atConsole(operator);
      // Who looked at whose matter is part of the record
      await audit.append({
        operatorId,
        operatorName: name,
        action: 'case.read',
        subject: `case:${document._id}`,
      });
      const kind = kinds.of(document.kind);
      return {
        ...(await presentCase(document, kinds, people)),
        facts: (await kind.facts?.(document)) ?? [],
        outcomes: kind.outcomes.map(({ outcome, word, effect }) => ({ outcome, word, effect })),
      };
    },
    'case.close': async ({ params, body, operator }) => {
      const { operatorId, name } = atConsole(operator);
      const closed = await cases.close({ ...params, ...body, by: { operatorId, name } });
      return presentCase(closed, kinds, people);
    },
  };
}
