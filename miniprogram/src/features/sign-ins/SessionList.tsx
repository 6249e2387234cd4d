import { momentInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type SessionView } from '@/api';
import { Button, Icon, ProblemNotice, Sheet, Tag, Tappable } from '@/components';
import { useAction } from '../loading';
import { doorWords } from './channels';

/** Where I am signed in; whatever is not mine is ended from here. */
export function SessionList({ items, onEnded }: { items: SessionView[]; onEnded(words: string): void }) {
  const [asked, setAsked] = useState<SessionView>();
  return (
    <View>
      {items.map((item) => (
        <View className="card" key={item.sessionId} data-testid={item.isThis ? 'session-this' : 'session-other'}>
          <View className="row row--top">
            <View className="strong grow">{doorWords(item)}</View>
            {item.isThis ? <Tag tone="good">就是这里</Tag> : null}
          </View>
          <Text className="note">{momentInWords(item.signedInAt)} 登录</Text>
          <Text className="note">{momentInWords(item.lastSeenAt)} 前后用过</Text>
          {item.isThis ? null : (
            <Button id="session-end" kind="quiet" onTap={() => setAsked(item)}>
              让那边退出
            </Button>
          )}
        </View>
      ))}
      {asked ? (
        <EndSheet
          asked={asked}
          onClose={() => setAsked(undefined)}
          onEnded={(words) => {
            setAsked(undefined);
            onEnded(words);
          }}
        />
      ) : null}
    </View>
  );
}

function EndSheet({ asked, onClose, onEnded }: { asked: SessionView; onClose(): void; onEnded(words: string): void }) {
  const [removesDoor, setRemovesDoor] = useState(false);
  const action = useAction();
  const end = () =>
    action.run(async () => {
      const { isDoorRemoved } = await call('session.end', {
        params: { sessionId: asked.sessionId },
        body: removesDoor ? { removesDoor } : {},
      });
      onEnded(isDoorRemoved ? '已退出，那个登录方式也移除了。' : '那边已经退出。');
    });
  return (
    <Sheet id="session-sheet" title={`让${doorWords(asked)}退出`} onClose={onClose}>
      <View className="text">退出后，那边马上看不到您的信息。已经办好的共济不受影响。</View>
      {asked.isSameDoor ? null : (
        <Tappable
          id="session-remove-door"
          role="checkbox"
          isOn={removesDoor}
          className="tick"
          onTap={() => setRemovesDoor(!removesDoor)}
        >
          <View className={`tick__box${removesDoor ? ' tick__box--on' : ''}`}>
            {removesDoor ? <Icon name="check" size="small" /> : null}
          </View>
          <View className="grow">
            <Text className="text">不再让它登录</Text>
            <Text className="note">那不是我，或者那部手机不用了：以后要重新证明本人才能再进来</Text>
          </View>
        </Tappable>
      )}
      <ProblemNotice problem={action.problem} />
      <Button id="session-end-confirm" kind="danger" isBusy={action.isBusy} onTap={end}>
        让那边退出
      </Button>
      <Button id="session-end-back" kind="quiet" onTap={onClose}>
        不用了
      </Button>
    </Sheet>
  );
}
