import type { Reply } from '@gongji/shared/contract/schemas';
import { Tag } from 'antd';

/** Where a case stands, as a tag. */
export function CaseStatus({ line }: { line: Pick<Reply<'case.close'>, 'status' | 'outcomeWord'> }) {
  if (line.status === 'open') return <Tag color="orange">待办</Tag>;
  if (line.status === 'closing') return <Tag color="blue">正在办理</Tag>;
  return <Tag color="green">已办结：{line.outcomeWord}</Tag>;
}
