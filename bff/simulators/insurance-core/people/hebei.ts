import type { DemoPerson, DemoRelation } from './people.types';

/** Fictional people of Hebei: city-level region codes stand where issued numbers carry a county's. */
export const HEBEI_PEOPLE: readonly DemoPerson[] = [
  {
    name: '张伟民',
    certificateNumber: '130100197604179117',
    phone: '19900001301',
    insurances: [{ insutype: '310', status: '1', region: '130100' }],
    balanceFen: 260000,
    interesting: '河北职工，余额 2,600 元，还没有绑定',
  },
  {
    name: '张敏华',
    certificateNumber: '130100198111059226',
    phone: '19900001302',
    insurances: [{ insutype: '310', status: '1', region: '130100' }],
    balanceFen: 80000,
    interesting: '河北职工，余额 800 元，张伟民的妹妹（两人都可以绑定同一位父母，余额不同）',
  },
  {
    name: '郭立新',
    certificateNumber: '130200198406239131',
    phone: '19900001303',
    insurances: [{ insutype: '310', status: '2', region: '130200' }],
    balanceFen: 120000,
    interesting: '河北职工，医保暂停参保，余额 1,200 元用不了',
  },
  {
    name: '田雪',
    certificateNumber: '130100199202149248',
    phone: '19900001304',
    insurances: [{ insutype: '310', status: '1', region: '130100' }],
    balanceFen: 0,
    interesting: '河北职工，余额 0 元：可以绑定，付款会不成功',
  },
  {
    name: '张一诺',
    certificateNumber: '130100201811219264',
    insurances: [{ insutype: '390', status: '1', region: '130100' }],
    interesting: '8 岁，张伟民的女儿，居民医保；不满 14 岁，由监护人确认',
  },
  {
    name: '张浩然',
    certificateNumber: '130100201111219319',
    phone: '19900001306',
    insurances: [{ insutype: '390', status: '1', region: '130100' }],
    interesting: '15 岁，张伟民的儿子，居民医保',
  },
  {
    name: '韩雨桐',
    certificateNumber: '130100200911219443',
    phone: '19900001307',
    insurances: [{ insutype: '390', status: '1', region: '130100' }],
    interesting: '17 岁，张敏华的女儿，居民医保',
  },
  {
    name: '张福全',
    certificateNumber: '130600194909199171',
    phone: '19900001308',
    insurances: [{ insutype: '390', status: '1', region: '130600' }],
    interesting: '张伟民和张敏华的父亲，居民医保，没有个人账户',
  },
  {
    name: '杨淑珍',
    certificateNumber: '130600195312249281',
    phone: '19900001309',
    insurances: [{ insutype: '390', status: '1', region: '130600' }],
    interesting: '张伟民和张敏华的母亲，居民医保，没有个人账户',
  },
  {
    name: '宋佳',
    certificateNumber: '130100197907079404',
    phone: '19900001310',
    insurances: [{ insutype: '310', status: '1', region: '130100' }],
    balanceFen: 9500,
    interesting: '张伟民的妻子，河北职工，自己账户有 95 元（先用自己的）',
  },
  {
    name: '高建平',
    certificateNumber: '130200197201119510',
    phone: '19900001311',
    insurances: [{ insutype: '310', status: '1', region: '130200' }],
    balanceFen: 180000,
    interesting: '河北职工，余额 1,800 元，已在别处绑定（出钱的一方）',
  },
  {
    name: '高晓阳',
    certificateNumber: '130200200010309738',
    phone: '19900001312',
    insurances: [{ insutype: '390', status: '1', region: '130200' }],
    interesting: '高建平的儿子，居民医保，已在别处绑定（用钱的一方）',
  },
  {
    name: '程鹏',
    certificateNumber: '130100198703039755',
    phone: '19900001313',
    insurances: [{ insutype: '310', status: '1', region: '130100' }],
    balanceFen: 60000,
    interesting: '陌生人，河北职工，余额 600 元，和谁都不是亲属',
  },
  {
    name: '杨小梅',
    certificateNumber: '130600199105259864',
    phone: '19900001314',
    insurances: [],
    interesting: '杨淑珍的侄女，没有参保',
  },
];

/** Bound in another app or at a window, before this program came. */
export const HEBEI_BOUND_ELSEWHERE: readonly DemoRelation[] = [
  {
    ownerCertificateNumber: '130200197201119510',
    memberCertificateNumber: '130200200010309738',
    kinship: 'child',
    boundAt: '2026-03-02T02:10:00.000Z',
  },
];
