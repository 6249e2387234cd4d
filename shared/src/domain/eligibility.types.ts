import type { Refusal } from './sharing.types';

/** One condition of a pack, told before anybody fills in a form: `unknown` = will be checked later. */
export interface Finding {
  check: /** Only where the pack is not open: then it is the first, and it fails. */
    | 'packOpen'
    | 'ownerInsured'
    | 'ownerStatus'
    | 'ownerBalance'
    | 'ownerRelation'
    | 'kinship'
    | 'memberInsured'
    | 'memberStatus'
    | 'memberRelation'
    | 'memberLimit'
    | 'memberAge';
  status: 'pass' | 'fail' | 'unknown';
  /** What the rule says, in plain Chinese. */
  rule: string;
  sourceKey: string;
  basis: 'source' | 'ours';
  /** Present where status is 'fail'. */
  refusal?: Refusal;
}
