/** What an operator may be. One operator may hold several. */
export const OPERATOR_ROLES = ['editor', 'reviewer', 'publisher', 'clerk', 'auditor', 'admin'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** The roles in words for screens. */
export const OPERATOR_ROLE_WORDS: Record<OperatorRole, string> = {
  editor: '编辑',
  reviewer: '审核',
  publisher: '发布',
  clerk: '经办',
  auditor: '审计',
  admin: '管理员',
};
