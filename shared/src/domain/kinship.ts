/** What the member is to the owner ("the member is the owner's …"). The eight kinds of near relatives (POLICY-FACTS 1). */
export const KINSHIPS = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'paternalGrandparent',
  'maternalGrandparent',
  'sonsChild',
  'daughtersChild',
] as const;
export type Kinship = (typeof KINSHIPS)[number];

/** Plain Chinese for each kinship, as the eight-kinds rule lists them. */
export const KINSHIP_WORDS: Readonly<Record<Kinship, string>> = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  paternalGrandparent: '祖父母',
  maternalGrandparent: '外祖父母',
  sonsChild: '孙子女',
  daughtersChild: '外孙子女',
};
