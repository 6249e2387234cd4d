import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, newUuid } from '@/api';
import { Button, ProblemNotice, Tappable } from '@/components';
import { open, paths, storage } from '@/platform';
import { useAction } from '../loading';

interface Vote {
  /** One key for this phone and this question: asked again, it counts once. Random, so it tells nothing of the person. */
  key: string;
  isUseful?: boolean;
}

const NAME = 'votes';

function voteOf(entryId: string): Vote {
  const votes = storage.read<Record<string, Vote>>(NAME) ?? {};
  return votes[entryId] ?? { key: newUuid() };
}

function keepVote(entryId: string, vote: Vote): void {
  storage.write(NAME, { ...(storage.read<Record<string, Vote>>(NAME) ?? {}), [entryId]: vote });
}

/** Was this answer useful: one tap, once for a phone, without signing in. */
export function Useful({ entryId }: { entryId: string }) {
  const [vote, setVote] = useState(() => voteOf(entryId));
  const action = useAction();
  const rate = (isUseful: boolean) =>
    action.run(async () => {
      // The key is kept before it is sent: an answer lost on the way must not make a second vote.
      keepVote(entryId, { key: vote.key });
      await call('faq.rate', { params: { entryId }, body: { isUseful }, key: vote.key });
      const given = { key: vote.key, isUseful };
      keepVote(entryId, given);
      setVote(given);
    });
  if (vote.isUseful !== undefined) {
    return (
      <View className="card stack" data-testid="useful-thanks">
        <Text className="text">{vote.isUseful ? '谢谢，记下了：有用。' : '谢谢，记下了：没用。'}</Text>
        {vote.isUseful ? null : (
          <View>
            <Text className="note">换个说法再搜，或者到窗口、打 12393 问。</Text>
            <Button id="useful-search" kind="quiet" onTap={() => open(paths.search)}>
              再搜一个问题
            </Button>
          </View>
        )}
      </View>
    );
  }
  return (
    <View className="card stack" data-testid="useful">
      <View className="strong">这个回答有用吗</View>
      <ProblemNotice problem={action.problem} />
      <View className="row">
        <Tappable id="useful-yes" className="chip chip--half" onTap={() => rate(true)}>
          有用
        </Tappable>
        <Tappable id="useful-no" className="chip chip--half" onTap={() => rate(false)}>
          没用
        </Tappable>
      </View>
    </View>
  );
}
