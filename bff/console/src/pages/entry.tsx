import { Tag } from 'antd';
import { call } from '../api';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { pathTo } from '../route';

/** One question with everything that is kept of it. */
export function EntryPage({ entryId }: { entryId: string }) {
  const loading = useLoaded(entryId, () => call('entry.get', { params: { entryId } }));
  return (
    <>
      <a className="crumb" href={pathTo('entries')}>
        ‹ 回到常见问题
      </a>
      <Loaded from={loading}>
        {(entry) => (
          <>
            <Head title={entry.title} note={`${entry.regionWord}，${entry.verifiedOn} 核对`} />
            <div className="columns">
              <div>
                <section className="sheet padded">
                  <h2>回答</h2>
                  <p className="answer">{entry.answer}</p>
                  {entry.steps.length === 0 ? null : (
                    <>
                      <h2 style={{ marginTop: 20 }}>怎么办</h2>
                      <ol className="steps">
                        {entry.steps.map((step) => (
                          <li key={step}>{step}</li>
                        ))}
                      </ol>
                    </>
                  )}
                  {entry.notes.length === 0 ? null : (
                    <>
                      <h2 style={{ marginTop: 20 }}>注意</h2>
                      <ul className="steps">
                        {entry.notes.map((note) => (
                          <li key={note}>{note}</li>
                        ))}
                      </ul>
                    </>
                  )}
                </section>
                <section className="sheet padded">
                  <h2>依据</h2>
                  <ul className="steps">
                    {entry.sources.map(({ title, publisher, publishedOn }) => (
                      <li key={`${title} ${publishedOn}`}>
                        {title}
                        <span className="quiet">
                          （{publisher}，{publishedOn}）
                        </span>
                      </li>
                    ))}
                  </ul>
                </section>
              </div>
              <div>
                <section className="sheet padded">
                  <h2>概要</h2>
                  <dl className="pairs">
                    <dt>编号</dt>
                    <dd className="mono">{entry.id}</dd>
                    <dt>地区</dt>
                    <dd>{entry.regionWord}</dd>
                    <dt>核对日期</dt>
                    <dd>{entry.verifiedOn}</dd>
                    <dt>依据</dt>
                    <dd>{entry.isOurReading ? '我们的理解' : '有文件依据'}</dd>
                    <dt>热门</dt>
                    <dd>{entry.hotRank === undefined ? '不在热门里' : `第 ${entry.hotRank}`}</dd>
                    <dt>版本</dt>
                    <dd>{entry.isFromSeed ? '随程序带来的第一版' : '已由编辑修改'}</dd>
                  </dl>
                </section>
                <section className="sheet padded">
                  <h2>别的问法</h2>
                  <div className="chips">
                    {entry.aliases.map((alias) => (
                      <Tag key={alias}>{alias}</Tag>
                    ))}
                  </div>
                </section>
                <section className="sheet padded">
                  <h2>相关问题</h2>
                  {entry.related.map(({ id, title }) => (
                    <p key={id}>
                      <a href={pathTo('entries', id)}>{title}</a>
                    </p>
                  ))}
                </section>
              </div>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
