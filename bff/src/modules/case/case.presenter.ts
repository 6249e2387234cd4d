import type { Reply } from '@gongji/shared/contract/schemas';
import type { CaseDocument } from './case.collection';
import type { CaseKinds } from './case.kinds';

/** What the person module shows of somebody: masked. */
export interface Cards {
  card(personId: string): Promise<{ maskedName: string; maskedCertificateNumber: string }>;
}

/** A case as a line of the list; people appear masked. */
export async function presentCase(
  document: CaseDocument,
  kinds: CaseKinds,
  people: Cards,
): Promise<Reply<'case.close'>> {
  const kind = kinds.of(document.kind);
  const subjects = await Promise.all(
    document.subjectIds.map(async (personId, at) => ({
      role: kind.subjectRoles[at] ?? '当事人',
      ...(await people.card(personId)),
    })),
  );
  const outcomeWord = kind.outcomes.find((each) => each.outcome === document.outcome)?.word;
  const { closedAt, closedByName, outcome, reason } = document;
  return {
    caseId: document._id,
    kind: document.kind,
    kindWord: kind.word,
    status: document.status,
    openedAt: document.openedAt,
    subjects,
    summary: kind.summary(document),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(closedByName === undefined ? {} : { closedByName }),
    ...(outcome === undefined ? {} : { outcome, outcomeWord: outcomeWord ?? '已办结' }),
    ...(reason === undefined ? {} : { reason }),
  };
}
