import type { ScopeItem } from '@gongji/shared/policy/pack';
import type { Institution } from './institutions';
import type { Insurance } from './state';

/** Percent that pooled funds pay at a hospital, by insurance. Made up for the simulator: real rates differ by city, grade and year. */
const HOSPITAL_PERCENT: Readonly<Record<Insurance['insutype'], number>> = { '310': 60, '390': 50 };
const FUNDED_SCOPES: readonly ScopeItem[] = ['treatment', 'drug'];
/** Percentage points less away from home without an out-of-area filing. */
const UNFILED_LESS = 20;

/**
 * What pooled funds pay of one item, in whole fen, rounded down: treatment and drugs at a designated, networked hospital,
 * for a person in normal status; nothing anywhere else.
 */
export function pooledFundFen(
  item: { scope: ScopeItem; amountFen: number },
  insurance: Insurance | undefined,
  institution: Institution,
  isUnfiledAway: boolean,
): number {
  const isFunded =
    insurance?.status === '1' &&
    institution.kind === 'hospital' &&
    institution.isDesignated &&
    institution.settlesOnline &&
    FUNDED_SCOPES.includes(item.scope);
  if (!isFunded) return 0;
  const percent = HOSPITAL_PERCENT[insurance.insutype] - (isUnfiledAway ? UNFILED_LESS : 0);
  return Math.floor((item.amountFen * percent) / 100);
}
