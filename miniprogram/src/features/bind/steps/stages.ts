/** The journey as a person counts it: where and who pays, who I am, for whom, read and agree, done. */
export const STAGES = 5;
export const STAGE = { province: 1, role: 1, door: 2, whom: 3, read: 4, confirm: 5 } as const;
