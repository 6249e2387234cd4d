/** One designated (or not designated) institution whose till speaks with the cores. */
export interface Institution {
  code: string;
  name: string;
  kind: 'hospital' | 'pharmacy';
  /** GB/T 2260. */
  region: string;
  isDesignated: boolean;
  settlesOnline: boolean;
}

/** Fictional institutions for the counter; a province is added by its lines. */
export const INSTITUTIONS: readonly Institution[] = [
  place('H62010000001', '兰州示范医院', 'hospital', '620100'),
  place('H62050000002', '天水示范县医院', 'hospital', '620500'),
  place('P62010000001', '兰州示范大药房', 'pharmacy', '620100'),
  { ...place('H62010000009', '兰州示范诊所（未联网）', 'hospital', '620100'), settlesOnline: false },
  place('H13010000001', '石家庄示范医院', 'hospital', '130100'),
  place('H13060000002', '保定示范中医院', 'hospital', '130600'),
  place('P13010000001', '石家庄示范大药房', 'pharmacy', '130100'),
  { ...place('H13010000009', '石家庄示范诊所（未联网）', 'hospital', '130100'), settlesOnline: false },
  place('H52010000001', '贵阳示范医院', 'hospital', '520100'),
  place('H52030000002', '遵义示范县医院', 'hospital', '520300'),
  place('P52010000001', '贵阳示范大药房', 'pharmacy', '520100'),
  { ...place('H52010000009', '贵阳示范诊所（未联网）', 'hospital', '520100'), settlesOnline: false },
  place('H32010000001', '南京示范医院', 'hospital', '320100'),
  place('H32050000002', '苏州示范中医院', 'hospital', '320500'),
  place('P32010000001', '南京示范大药房', 'pharmacy', '320100'),
  { ...place('H32010000009', '南京示范诊所（未联网）', 'hospital', '320100'), settlesOnline: false },
  place('H11010000001', '北京示范医院', 'hospital', '110100'),
  place('P11010000001', '北京示范大药房', 'pharmacy', '110100'),
  { ...place('P62010000008', '兰州非定点药店', 'pharmacy', '620100'), isDesignated: false, settlesOnline: false },
];

function place(code: string, name: string, kind: Institution['kind'], region: string): Institution {
  return { code, name, kind, region, isDesignated: true, settlesOnline: true };
}

/** An institution by its code. */
export function institutionOf(code: string): Institution | undefined {
  return INSTITUTIONS.find((institution) => institution.code === code);
}
