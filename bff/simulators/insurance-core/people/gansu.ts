import type { DemoPerson, DemoRelation } from './people.types';

/** Fictional people of Gansu: city-level region codes stand where issued numbers carry a county's. */
export const GANSU_PEOPLE: readonly DemoPerson[] = [
  {
    name: '王建国',
    certificateNumber: '620100197805129112',
    phone: '19900006201',
    insurances: [{ insutype: '310', status: '1', region: '620100' }],
    balanceFen: 300000,
    interesting: '甘肃职工，余额 3,000 元，还没有绑定',
  },
  {
    name: '李秀兰',
    certificateNumber: '620100198009039225',
    phone: '19900006202',
    insurances: [{ insutype: '310', status: '1', region: '620100' }],
    balanceFen: 86050,
    interesting: '甘肃职工，余额 860.50 元，还没有绑定（第二位可以出钱的人）',
  },
  {
    name: '赵志强',
    certificateNumber: '620400198502189135',
    phone: '19900006203',
    insurances: [{ insutype: '310', status: '2', region: '620400' }],
    balanceFen: 150000,
    interesting: '甘肃职工，医保暂停参保，余额 1,500 元用不了，也不能绑定别人',
  },
  {
    name: '孙丽华',
    certificateNumber: '620100199007219243',
    phone: '19900006204',
    insurances: [{ insutype: '310', status: '1', region: '620100' }],
    balanceFen: 0,
    interesting: '甘肃职工，余额 0 元',
  },
  {
    name: '王小雨',
    certificateNumber: '620100201811219260',
    insurances: [{ insutype: '390', status: '1', region: '620100' }],
    interesting: '8 岁，王建国的女儿，居民医保；不满 14 岁，由监护人确认',
  },
  {
    name: '王子轩',
    certificateNumber: '620100201111219315',
    phone: '19900006206',
    insurances: [{ insutype: '390', status: '1', region: '620100' }],
    interesting: '15 岁，王建国的儿子，居民医保；不满 16 岁，不用刷脸',
  },
  {
    name: '李思远',
    certificateNumber: '620100200911219351',
    phone: '19900006207',
    insurances: [{ insutype: '390', status: '1', region: '620100' }],
    interesting: '17 岁，李秀兰的儿子，居民医保；已满 16 岁，要本人刷脸',
  },
  {
    name: '王德厚',
    certificateNumber: '620500195003089174',
    phone: '19900006208',
    insurances: [{ insutype: '390', status: '1', region: '620500' }],
    interesting: '王建国的父亲，居民医保，没有个人账户',
  },
  {
    name: '陈桂英',
    certificateNumber: '620500195210159286',
    phone: '19900006209',
    insurances: [{ insutype: '390', status: '1', region: '620500' }],
    interesting: '王建国的母亲，居民医保，没有个人账户',
  },
  {
    name: '刘敏',
    certificateNumber: '620100197912019402',
    phone: '19900006210',
    insurances: [{ insutype: '310', status: '1', region: '620100' }],
    balanceFen: 12000,
    interesting: '王建国的妻子，甘肃职工，自己账户有 120 元（先用自己的）',
  },
  {
    name: '周建军',
    certificateNumber: '620400197506309515',
    phone: '19900006211',
    insurances: [{ insutype: '310', status: '1', region: '620400' }],
    balanceFen: 220000,
    interesting: '甘肃职工，余额 2,200 元，已在别处绑定（出钱的一方）',
  },
  {
    name: '周婷',
    certificateNumber: '620400200104099628',
    phone: '19900006212',
    insurances: [{ insutype: '390', status: '1', region: '620400' }],
    interesting: '周建军的女儿，居民医保，已在别处绑定（用钱的一方）',
  },
  {
    name: '马东',
    certificateNumber: '620100198808089739',
    phone: '19900006213',
    insurances: [{ insutype: '310', status: '1', region: '620100' }],
    balanceFen: 50000,
    interesting: '陌生人，甘肃职工，余额 500 元，和谁都不是亲属',
  },
  {
    name: '王小军',
    certificateNumber: '620500198301279156',
    phone: '19900006214',
    insurances: [],
    interesting: '王建国的弟弟，没有参保',
  },
];

/** Bound in another app or at a window, before this program came. */
export const GANSU_BOUND_ELSEWHERE: readonly DemoRelation[] = [
  {
    ownerCertificateNumber: '620400197506309515',
    memberCertificateNumber: '620400200104099628',
    kinship: 'child',
    boundAt: '2026-03-02T02:10:00.000Z',
  },
];
