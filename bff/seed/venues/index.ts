import type { VenueSeed } from '../../src/modules/venue/venue.usecases';
import { type SourceKey, sources } from '../sources';

/** The day on which these lines were compared with the sources. */
const verifiedOn = '2026-11-23';
const named = (...keys: SourceKey[]) => keys.map((key) => ({ ...sources[key] }));
const ASK_FIRST = '来源没有写地址和上班时间，去之前先打 12393 问清楚。';

/**
 * Where to go. The sources name kinds of places, no addresses and no hours: so do we. Lines with `desk: 'pack'` take the
 * place's name and what to bring from the province's pack; a bureau adds its own counters here, with address and hours.
 */
export const venueSeeds: readonly VenueSeed[] = [
  {
    id: 'hotline',
    kind: 'ask',
    region: '000000',
    desk: { name: '全国医保服务热线', bring: [] },
    note: '问政策、查办理进度、举报骗保都可以打。打给外地的医保部门，要先加参保地的区号。',
    sources: named('NAT'),
    verifiedOn,
    isOurReading: true,
  },
  {
    id: 'county-counters',
    kind: 'bind',
    region: '000000',
    desk: {
      name: '各县区政务服务中心医保窗口',
      bring: ['双方的身份证或社保卡', '能证明关系的材料，例如户口簿、结婚证'],
    },
    note: `多数县区的政务服务中心设有医保窗口，这是我们的说明；能不能办家庭共济、要带什么，以当地为准。${ASK_FIRST}`,
    sources: named('NAT'),
    verifiedOn,
    isOurReading: true,
  },
  {
    id: 'guizhou-desk',
    kind: 'bind',
    region: '520000',
    desk: 'pack',
    note: `主绑人去办。${ASK_FIRST}`,
    sources: named('GZ'),
    verifiedOn,
    isOurReading: false,
  },
  {
    id: 'guizhou-claims',
    kind: 'claim',
    region: '520000',
    desk: 'packClaim',
    note: `绑定了，却因为系统等特殊原因没扣成共济的，到这里申请补办。${ASK_FIRST}`,
    sources: named('GZ'),
    verifiedOn,
    isOurReading: true,
  },
  {
    id: 'gansu-desk',
    kind: 'bind',
    region: '620000',
    desk: 'pack',
    note: `刷脸不过、不想刷脸、不会用手机，都可以来问。要带的材料是我们的建议。${ASK_FIRST}`,
    sources: named('GS'),
    verifiedOn,
    isOurReading: true,
  },
  {
    id: 'jiangsu-desk',
    kind: 'bind',
    region: '320000',
    desk: 'pack',
    note: `网上办不成或不会办的，可以到窗口办。窗口的名称是我们的说法。${ASK_FIRST}`,
    sources: named('JS'),
    verifiedOn,
    isOurReading: true,
  },
  {
    id: 'hebei-desk',
    kind: 'bind',
    region: '130000',
    desk: 'pack',
    note: `用手机不方便的人可以来办。要带的材料是我们的建议。${ASK_FIRST}`,
    sources: named('HE'),
    verifiedOn,
    isOurReading: true,
  },
];
