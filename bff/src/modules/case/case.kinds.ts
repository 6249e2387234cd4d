import type { CaseDocument } from './case.collection';

/** One way in which a case of a kind may end. */
export interface CaseOutcome {
  outcome: string;
  word: string;
  /** What happens then, for the operator to read before choosing. */
  effect: string;
}

/** What the module that owns a kind of case says about it. All texts are Chinese and hold no personal data. */
export interface CaseKind {
  /** The kind for screens, e.g. 本人否认绑定. */
  word: string;
  /** Who the subjects are, in the order of `subjectIds`, e.g. ['家庭成员', '共济人']. */
  subjectRoles: readonly string[];
  /** One line: what happened. */
  summary(document: CaseDocument): string;
  /** What an operator should know before deciding; read when somebody opens the case. */
  facts?(document: CaseDocument): Promise<{ label: string; value: string }[]>;
  outcomes: readonly CaseOutcome[];
  /** Set when the matter is over without anybody's decision: the case is then closed by the house, with this for the record. */
  lapsed?(document: CaseDocument): Promise<{ outcome: string; reason: string } | undefined>;
  /**
   * Does what the decision means, before the case counts as closed. Must be safe to repeat: after a kill it runs again with
   * the same outcome. An HttpError puts the case back to open and is told to the operator.
   */
  onClose?(document: CaseDocument, decision: { outcome: string; reason: string }): Promise<void>;
}

/** A kind that no module has described: it can be read and closed, and closing does nothing else. */
export const UNDESCRIBED: CaseKind = {
  word: '其他事项',
  subjectRoles: [],
  summary: () => '请查看后处理',
  outcomes: [
    { outcome: 'handled', word: '已处理', effect: '只作记录' },
    { outcome: 'noActionNeeded', word: '无需处理', effect: '只作记录' },
  ],
};

/** Each kind with what it means; filled in by compose, before the first request. */
export class CaseKinds {
  readonly #kinds = new Map<string, CaseKind>();

  /** Throws Error when a kind is described twice or has no outcome. */
  add(kind: string, described: CaseKind): void {
    if (this.#kinds.has(kind)) throw new Error(`case kind ${kind} is described twice`);
    if (described.outcomes.length === 0) throw new Error(`case kind ${kind} has no outcome`);
    this.#kinds.set(kind, described);
  }

  /** Kinds whose cases may close by themselves. */
  lapsing(): { kind: string; lapsed: NonNullable<CaseKind['lapsed']> }[] {
    return [...this.#kinds].flatMap(([kind, { lapsed }]) => (lapsed === undefined ? [] : [{ kind, lapsed }]));
  }

  of(kind: string): CaseKind {
    return this.#kinds.get(kind) ?? UNDESCRIBED;
  }
}
