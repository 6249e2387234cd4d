import type { Reply } from '@gongji/shared/contract/schemas';
import { Input, Select, Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../api';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { go, pathTo } from '../route';
import { EntryPage } from './entry';

type Line = Reply<'entry.list'>['items'][number];

/** Every question that people can find, for reading. */
export function Entries({ rest: [entryId] }: { rest: string[] }) {
  const loading = useLoaded('entries', () => call('entry.list'));
  const [words, setWords] = useState('');
  const [region, setRegion] = useState<string | undefined>(undefined);
  const [page, setPage] = useState(1);
  if (entryId !== undefined) return <EntryPage key={entryId} entryId={entryId} />;
  return (
    <>
      <Head title="常见问题" note="小程序里能搜到的每一个问题。这里只能看，不能改。" />
      <Loaded from={loading}>
        {({ items }) => (
          <List
            items={items}
            words={words}
            region={region}
            page={page}
            onWords={(next) => {
              setWords(next);
              setPage(1);
            }}
            onRegion={(next) => {
              setRegion(next);
              setPage(1);
            }}
            onPage={setPage}
          />
        )}
      </Loaded>
    </>
  );
}

function List(props: {
  items: Line[];
  words: string;
  region: string | undefined;
  page: number;
  onWords: (words: string) => void;
  onRegion: (region: string | undefined) => void;
  onPage: (page: number) => void;
}) {
  const { items, words, region, page } = props;
  const regions = useMemo(
    () => [...new Map(items.map((line) => [line.region, line.regionWord]))].sort(([a], [b]) => (a < b ? -1 : 1)),
    [items],
  );
  const sought = words.trim().toLowerCase();
  const found = items.filter(
    (line) =>
      (region === undefined || line.region === region) &&
      (sought === '' || line.title.toLowerCase().includes(sought) || line.id.includes(sought)),
  );
  return (
    <>
      <div className="bar">
        <Input.Search
          allowClear
          value={words}
          placeholder="按标题或编号找"
          style={{ width: 300 }}
          onChange={(event) => props.onWords(event.target.value)}
        />
        <Select
          allowClear
          value={region}
          placeholder="全部地区"
          style={{ width: 150 }}
          onChange={props.onRegion}
          options={regions.map(([value, label]) => ({ value, label }))}
        />
        <span className="note">{found.length} 个问题</span>
      </div>
      <div className="sheet">
        <Table<Line>
          rowKey="id"
          dataSource={found}
          pagination={{
            current: page,
            pageSize: 10,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: props.onPage,
          }}
          locale={{ emptyText: '没有这样的问题' }}
          onRow={({ id }) => ({ onClick: () => go('entries', id), style: { cursor: 'pointer' } })}
          columns={[
            {
              title: '问题',
              dataIndex: 'title',
              sorter: (a, b) => a.title.localeCompare(b.title, 'zh-CN'),
              render: (title: string, { id }) => <a href={pathTo('entries', id)}>{title}</a>,
            },
            { title: '地区', width: 110, dataIndex: 'regionWord' },
            {
              title: '依据',
              width: 140,
              dataIndex: 'isOurReading',
              render: (isOurReading: boolean) =>
                isOurReading ? <Tag color="orange">我们的理解</Tag> : <Tag>有文件依据</Tag>,
            },
            {
              title: '热门',
              width: 90,
              dataIndex: 'hotRank',
              sorter: (a, b) => (a.hotRank ?? 999) - (b.hotRank ?? 999),
              render: (hotRank?: number) => (hotRank === undefined ? '' : `第 ${hotRank}`),
            },
            {
              title: '核对日期',
              width: 130,
              dataIndex: 'verifiedOn',
              sorter: (a, b) => (a.verifiedOn < b.verifiedOn ? -1 : 1),
            },
          ]}
        />
      </div>
    </>
  );
}
