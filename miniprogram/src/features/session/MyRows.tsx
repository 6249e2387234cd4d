import { Text, View } from '@tarojs/components';
import { call, type Me } from '@/api';
import { Icon, Notice, Tag, Tappable } from '@/components';
import { open, paths } from '@/platform';
import { unseenCount } from '../inbox/seen';
import { useLoading } from '../loading';

const NEWEST = 20;

/** What waits for me: doors that want my word, messages that I have not seen. */
export function MyRows({ me, personId }: { me: Me; personId: string }) {
  const notices = useLoading(`notices-${personId}`, () => call('notice.list', { query: { limit: NEWEST } }));
  const waiting = me.doorRequests?.length ?? 0;
  const unseen = notices.value ? unseenCount(notices.value.items, personId) : 0;
  return (
    <View className="stack">
      {waiting > 0 ? (
        <Notice tone="warn" id="me-door-waiting">
          <Text className="text">有人想登录您的账户，等您确认。不是您本人，请拒绝。</Text>
          <Tappable className="link" id="me-door-open" role="link" onTap={() => open(paths.signIns)}>
            去看看
          </Tappable>
        </Notice>
      ) : null}
      <View className="list">
        <Tappable className="list__item" id="me-inbox" role="link" onTap={() => open(paths.inbox)}>
          <View className="list__main">站内消息</View>
          {unseen > 0 ? (
            <Tag tone="danger" id="me-inbox-count">
              {unseen >= NEWEST ? `${NEWEST} 条以上没看` : `${unseen} 条没看`}
            </Tag>
          ) : null}
          <Icon name="next" size="small" />
        </Tappable>
        <Tappable className="list__item" id="me-sign-ins" role="link" onTap={() => open(paths.signIns)}>
          <View className="list__main">登录管理</View>
          {waiting > 0 ? (
            <Tag tone="danger" id="me-doors-count">
              {`${waiting} 个等确认`}
            </Tag>
          ) : null}
          <Icon name="next" size="small" />
        </Tappable>
      </View>
    </View>
  );
}
