import type { Reply } from '@gongji/shared/contract/schemas';
import { Alert, Button, Table } from 'antd';
import { call } from '../api';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { beijingTime } from '../parts/times';

type Effect = Reply<'effect.list'>['items'][number];

/** What the program keeps trying at the insurance cores without getting through. Nothing can be done here but look. */
export function Effects() {
  const loading = useLoaded('effects', () => call('effect.list'));
  return (
    <>
      <Head
        title="卡住的操作"
        note="向医保系统办理、多次没有得到答复的操作。程序会一直重试，同一编号不会重复办理；办成后自动从这里消失。"
        acts={<Button onClick={loading.reload}>刷新</Button>}
      />
      <Loaded from={loading}>
        {({ items, isMore }) => (
          <>
            {isMore ? (
              <Alert
                style={{ marginBottom: 16 }}
                type="warning"
                showIcon
                title="卡住的太多，只列出前 200 个。请先看医保系统是不是停了。"
              />
            ) : null}
            <div className="sheet">
              <Table<Effect>
                rowKey="effectId"
                dataSource={items}
                pagination={false}
                loading={loading.isBusy}
                locale={{ emptyText: '没有卡住的操作' }}
                columns={[
                  {
                    title: '要办的事',
                    render: (_value, { kindWord, effectId }) => (
                      <>
                        {kindWord}
                        <div className="quiet mono">{effectId}</div>
                      </>
                    ),
                  },
                  { title: '地区', width: 90, dataIndex: 'regionWord' },
                  { title: '主绑人', width: 110, dataIndex: 'ownerMaskedName' },
                  { title: '已试', width: 80, dataIndex: 'tries', render: (tries: number) => `${tries} 次` },
                  { title: '卡住时间', width: 165, dataIndex: 'stuckAt', render: beijingTime },
                  { title: '下次重试', width: 165, dataIndex: 'nextTryAt', render: beijingTime },
                ]}
              />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
