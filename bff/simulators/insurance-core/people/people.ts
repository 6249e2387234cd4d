import { GANSU_BOUND_ELSEWHERE, GANSU_PEOPLE } from './gansu';
import { GUIZHOU_BOUND_ELSEWHERE, GUIZHOU_PEOPLE } from './guizhou';
import { HEBEI_BOUND_ELSEWHERE, HEBEI_PEOPLE } from './hebei';
import { JIANGSU_BOUND_ELSEWHERE, JIANGSU_PEOPLE } from './jiangsu';
import type { DemoPerson, DemoRelation } from './people.types';

/** Demo people by region. A core whose region is not named here starts empty. */
export const DEMO_PEOPLE: Readonly<
  Record<string, { people: readonly DemoPerson[]; boundElsewhere: readonly DemoRelation[] }>
> = {
  '620000': { people: GANSU_PEOPLE, boundElsewhere: GANSU_BOUND_ELSEWHERE },
  '130000': { people: HEBEI_PEOPLE, boundElsewhere: HEBEI_BOUND_ELSEWHERE },
  '520000': { people: GUIZHOU_PEOPLE, boundElsewhere: GUIZHOU_BOUND_ELSEWHERE },
  '320000': { people: JIANGSU_PEOPLE, boundElsewhere: JIANGSU_BOUND_ELSEWHERE },
};
