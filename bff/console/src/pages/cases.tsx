import type { Reply } from '@gongji/shared/contract/schemas';
import { Button, Segmented, Table } from 'antd';
import { useState } from 'react';
import { call } from '../api';
import { CaseStatus } from '../parts/case-status';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { casesChanged } from '../parts/open-count';
import { beijingTime } from '../parts/times';
import { go, pathTo } from '../route';
import { CasePage } from './case';

type CaseLine = Reply<'case.list'>['items'][number];
type Status = 'open' | 'closed';

/** What waits for a decision, and what was decided. */
export function Cases({ rest: [caseId] }: { rest: string[] }) {
  const [status, setStatus] = useState<Status>('open');
  return caseId === undefined ? (
    <List status={status} onStatus={setStatus} />
  ) : (
    <CasePage key={caseId} caseId={caseId} />
  );
}

function List({ status, onStatus }: { status: Status; onStatus: (status: Status) => void }) {
  const [pages, setPages] = useState<string[]>([]);
  const after = pages.at(-1);
  const loading = useLoaded(`${status} ${after ?? ''}`, () =>
    call('case.list', { query: { status, limit: 12, ...(after === undefined ? {} : { after }) } }),
  );
  const refresh = () => {
    casesChanged();
    loading.reload();
  };
  const choose = (next: Status) => {
    setPages([]);
    onStatus(next);
  };
  return (
    <>
      <Head
        title="待办"
        note="需要人来判断的事。办结要写理由，办结后不能改。"
        acts={<Button onClick={refresh}>刷新</Button>}
      />
      <div className="bar">
        <Segmented
          value={status}
          onChange={choose}
          options={[
            { value: 'open', label: '待办' },
            { value: 'closed', label: '已办结' },
          ]}
        />
        <span className="note">{loading.value === undefined ? '' : `共 ${loading.value.openCount} 件待办`}</span>
      </div>
      <Loaded from={loading}>
        {({ items, nextAfter }) => (
          <>
            <div className="sheet">
              <Table<CaseLine>
                rowKey="caseId"
                dataSource={items}
                pagination={false}
                loading={loading.isBusy}
                locale={{ emptyText: status === 'open' ? '没有待办的事' : '还没有办结的事' }}
                onRow={({ caseId }) => ({ onClick: () => go('cases', caseId), style: { cursor: 'pointer' } })}
                columns={[
                  {
                    title: '事项',
                    render: (_value, line) => (
                      <>
                        <a href={pathTo('cases', line.caseId)}>{line.kindWord}</a>
                        <div className="quiet">{line.summary}</div>
                      </>
                    ),
                  },
                  {
                    title: '涉及的人',
                    width: 190,
                    render: (_value, { subjects }) =>
                      subjects.map(({ role, maskedName }) => `${maskedName}（${role}）`).join('、') || '没有',
                  },
                  { title: '发生时间', width: 170, dataIndex: 'openedAt', render: beijingTime },
                  {
                    title: '状态',
                    width: 170,
                    render: (_value, line) => <CaseStatus line={line} />,
                  },
                ]}
              />
            </div>
            {pages.length > 0 || nextAfter !== undefined ? (
              <div className="bar" style={{ marginTop: 16 }}>
                <Button disabled={pages.length === 0} onClick={() => setPages((before) => before.slice(0, -1))}>
                  上一页
                </Button>
                <Button
                  disabled={nextAfter === undefined}
                  onClick={() => setPages((before) => [...before, nextAfter ?? ''])}
                >
                  下一页
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Loaded>
    </>
  );
}
