import { momentInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { call, type NoticeView } from '@/api';
import { Button, Empty, Loaded, LongList, ProblemNotice, Tag } from '@/components';
import { open, paths } from '@/platform';
import { useAction, useLoading } from '../loading';
import { useMe } from '../session/use-session';
import { markSeen, unseenCount } from './seen';

/** What the program told me, newest first. */
export function Inbox() {
  const me = useMe();
  return (
    <Loaded of={me} cards={3}>
      {({ person }) => (person ? <InboxOf personId={person.personId} /> : null)}
    </Loaded>
  );
}

function InboxOf({ personId }: { personId: string }) {
  const first = useLoading(`inbox-${personId}`, () => call('notice.list', { query: { limit: 20 } }));
  const [older, setOlder] = useState<{ items: NoticeView[]; nextAfter?: string }>();
  const more = useAction();
  const items = first.value?.items;
  // What was new when the page opened stays marked while it is read.
  const [newCount, setNewCount] = useState<number>();
  useEffect(() => {
    if (!items) return;
    const count = unseenCount(items, personId);
    setNewCount((known) => known ?? count);
    markSeen(items, personId);
  }, [items, personId]);
  return (
    <Loaded of={first} cards={3}>
      {(page) => {
        const all = [...page.items, ...(older?.items ?? [])];
        const after = older ? older.nextAfter : page.nextAfter;
        if (all.length === 0) {
          return (
            <Empty id="inbox-empty" icon="check" title="还没有消息">
              <View className="note">共济有变化、有人请您确认，都会写在这里。</View>
            </Empty>
          );
        }
        const load = () =>
          more.run(async () => {
            const next = await call('notice.list', { query: { limit: 20, after } });
            setOlder((old) => ({ ...next, items: [...(old?.items ?? []), ...next.items] }));
          });
        return (
          <View data-testid="inbox-list">
            <LongList id="notices">
              {all.map((notice, place) => (
                <NoticeCard key={notice.noticeId} notice={notice} isNew={place < (newCount ?? 0)} />
              ))}
            </LongList>
            <ProblemNotice problem={more.problem} />
            {after ? (
              <Button id="inbox-more" kind="quiet" isBusy={more.isBusy} onTap={load}>
                看更早的
              </Button>
            ) : null}
          </View>
        );
      }}
    </Loaded>
  );
}

function NoticeCard({ notice, isNew }: { notice: NoticeView; isNew: boolean }) {
  const { sharingId } = notice;
  return (
    <View className="card stack" data-testid="notice">
      <View>
        <View className="row row--top">
          <View className="strong grow">{notice.title}</View>
          {isNew ? <Tag tone="info">新</Tag> : null}
        </View>
        <Text className="note">{momentInWords(notice.at)}</Text>
      </View>
      <Text className="text">{notice.text}</Text>
      {sharingId ? (
        <Button id="notice-open" kind="quiet" onTap={() => open(paths.sharing(sharingId))}>
          看这份共济
        </Button>
      ) : null}
    </View>
  );
}
