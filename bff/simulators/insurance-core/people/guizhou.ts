import type { DemoPerson, DemoRelation } from './people.types';

/** Fictional people of Guizhou: city-level region codes stand where issued numbers carry a county's. */
export const GUIZHOU_PEOPLE: readonly DemoPerson[] = [
  {
    name: '杨胜利',
    certificateNumber: '520100197904169116',
    phone: '19900005201',
    insurances: [{ insutype: '310', status: '1', region: '520100' }],
    balanceFen: 280000,
    interesting: '贵州职工，余额 2,800 元，还没有绑定',
  },
  {
    name: '杨胜兰',
    certificateNumber: '520100198209079228',
    phone: '19900005202',
    insurances: [{ insutype: '310', status: '1', region: '520100' }],
    balanceFen: 90000,
    interesting: '杨胜利的姐妹，贵州职工，余额 900 元，也可以给父母绑定（一位共济对象只能有一位主绑人）',
  },
  {
    name: '罗明',
    certificateNumber: '520300198512039131',
    phone: '19900005203',
    insurances: [{ insutype: '310', status: '2', region: '520300' }],
    balanceFen: 120000,
    interesting: '贵州职工，医保暂停参保，余额 1,200 元用不了，也不能绑定别人',
  },
  {
    name: '龙小丽',
    certificateNumber: '520100199106259247',
    phone: '19900005204',
    insurances: [{ insutype: '310', status: '1', region: '520100' }],
    balanceFen: 0,
    interesting: '贵州职工，余额 0 元：没有余额不能绑定别人',
  },
  {
    name: '杨欣怡',
    certificateNumber: '520100201811219267',
    insurances: [{ insutype: '390', status: '1', region: '520100' }],
    interesting: '8 岁，杨胜利的女儿，居民医保；不满 14 岁，由监护人确认',
  },
  {
    name: '杨浩宇',
    certificateNumber: '520100201111219311',
    phone: '19900005206',
    insurances: [{ insutype: '390', status: '1', region: '520100' }],
    interesting: '15 岁，杨胜利的儿子，居民医保',
  },
  {
    name: '潘佳',
    certificateNumber: '520100200911219358',
    phone: '19900005207',
    insurances: [{ insutype: '390', status: '1', region: '520100' }],
    interesting: '17 岁，杨胜兰的儿子，居民医保',
  },
  {
    name: '杨国良',
    certificateNumber: '520300195102189176',
    phone: '19900005208',
    insurances: [{ insutype: '390', status: '1', region: '520300' }],
    interesting: '杨胜利和杨胜兰的父亲，居民医保，没有个人账户（两位子女都可以绑定他，先绑先得）',
  },
  {
    name: '田桂兰',
    certificateNumber: '520300195307309282',
    phone: '19900005209',
    insurances: [{ insutype: '390', status: '1', region: '520300' }],
    interesting: '杨胜利和杨胜兰的母亲，居民医保，没有个人账户',
  },
  {
    name: '陈丽',
    certificateNumber: '520100198011129402',
    phone: '19900005210',
    insurances: [{ insutype: '310', status: '1', region: '520100' }],
    balanceFen: 15000,
    interesting: '杨胜利的妻子，贵州职工，自己账户有 150 元（先用自己的）',
  },
  {
    name: '石光明',
    certificateNumber: '520300197605209510',
    phone: '19900005211',
    insurances: [{ insutype: '310', status: '1', region: '520300' }],
    balanceFen: 240000,
    interesting: '贵州职工，余额 2,400 元，已在别处绑定（出钱的一方）',
  },
  {
    name: '石雨晴',
    certificateNumber: '520300200303149625',
    phone: '19900005212',
    insurances: [{ insutype: '390', status: '1', region: '520300' }],
    interesting: '石光明的女儿，居民医保，已在别处绑定（用钱的一方）',
  },
  {
    name: '何勇',
    certificateNumber: '520100198708089738',
    phone: '19900005213',
    insurances: [{ insutype: '310', status: '1', region: '520100' }],
    balanceFen: 60000,
    interesting: '陌生人，贵州职工，余额 600 元，和谁都不是亲属',
  },
  {
    name: '杨胜军',
    certificateNumber: '520300198401279159',
    phone: '19900005214',
    insurances: [],
    interesting: '杨胜利的弟弟，没有参保（兄弟姐妹也不在贵州的共济范围内）',
  },
  {
    name: '杨文静',
    certificateNumber: '520100200210099824',
    phone: '19900005215',
    insurances: [{ insutype: '390', status: '1', region: '510100' }],
    interesting: '杨胜利的大女儿，居民医保在省外（成都）参保，不能绑定',
  },
];

/** Bound in another app or at a window, before this program came. */
export const GUIZHOU_BOUND_ELSEWHERE: readonly DemoRelation[] = [
  {
    ownerCertificateNumber: '520300197605209510',
    memberCertificateNumber: '520300200303149625',
    kinship: 'child',
    boundAt: '2026-03-05T03:20:00.000Z',
  },
];
