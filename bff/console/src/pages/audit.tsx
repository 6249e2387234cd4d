import type { Reply } from '@gongji/shared/contract/schemas';
import { Alert, Button, Table, Tooltip } from 'antd';
import { useState } from 'react';
import { call, wordsOf } from '../api';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { beijingTime } from '../parts/times';

type Line = Reply<'audit.list'>['items'][number];
type Check = Reply<'audit.check'>;

/** Who did what and when. Lines are only ever added; the chain of hashes can be checked here. */
export function Audit() {
  const [before, setBefore] = useState<number[]>([]);
  const beforeSeq = before.at(-1);
  const loading = useLoaded(String(beforeSeq ?? 'newest'), () =>
    call('audit.list', { query: { limit: 15, ...(beforeSeq === undefined ? {} : { beforeSeq }) } }),
  );
  const [checked, setChecked] = useState<Check | string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const check = async () => {
    setIsBusy(true);
    setChecked(await call('audit.check').catch(wordsOf));
    setIsBusy(false);
    setBefore([]);
    loading.reload();
  };
  return (
    <>
      <Head
        title="操作记录"
        note="每一行都带着上一行的校验值，改动或删去任何一行都会被查出来。"
        acts={
          <Button type="primary" loading={isBusy} onClick={() => void check()}>
            核对完整性
          </Button>
        }
      />
      {checked === undefined ? null : <CheckResult checked={checked} />}
      <Loaded from={loading}>
        {({ items, nextBeforeSeq }) => (
          <>
            <div className="sheet">
              <Table<Line>
                rowKey="seq"
                size="middle"
                dataSource={items}
                pagination={false}
                loading={loading.isBusy}
                locale={{ emptyText: '还没有记录' }}
                columns={[
                  { title: '序号', width: 80, dataIndex: 'seq' },
                  { title: '时间', width: 165, dataIndex: 'at', render: beijingTime },
                  { title: '操作员', width: 150, dataIndex: 'operatorName', render: (name?: string) => name ?? '系统' },
                  { title: '操作', width: 130, dataIndex: 'actionWord' },
                  {
                    title: '对象和说明',
                    render: (_value, { subject, detail }) => (
                      <>
                        {detail ?? ''}
                        {subject === undefined ? null : <div className="quiet mono">{subject}</div>}
                      </>
                    ),
                  },
                  {
                    title: '校验值',
                    width: 120,
                    dataIndex: 'hash',
                    render: (hash: string) => (
                      <Tooltip title={hash}>
                        <span className="mono quiet">{hash.slice(0, 10)}</span>
                      </Tooltip>
                    ),
                  },
                ]}
              />
            </div>
            <div className="bar" style={{ marginTop: 16 }}>
              <Button disabled={before.length === 0} onClick={() => setBefore((pages) => pages.slice(0, -1))}>
                较新的
              </Button>
              <Button
                disabled={nextBeforeSeq === undefined}
                onClick={() => setBefore((pages) => [...pages, nextBeforeSeq ?? 0])}
              >
                较早的
              </Button>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function CheckResult({ checked }: { checked: Check | string }) {
  const style = { marginBottom: 16 };
  if (typeof checked === 'string') return <Alert type="error" showIcon title={checked} style={style} />;
  if (!checked.isIntact) {
    return (
      <Alert
        type="error"
        showIcon
        title={`第 ${checked.firstBadSeq} 行有问题：${checked.problem ?? ''}`}
        description="请不要再操作，保留现场，并按应急预案上报。"
        style={style}
      />
    );
  }
  return (
    <Alert
      type="success"
      showIcon
      title={`${checked.lines} 行记录完整，前后都接得上。`}
      description={
        <>
          请把最后一行抄到别处：第 {checked.headSeq} 行，校验值 <span className="mono">{checked.headHash}</span>
        </>
      }
      style={style}
    />
  );
}
