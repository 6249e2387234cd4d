import { Text, View } from '@tarojs/components';
import { type ClientPack, call } from '@/api';
import { Icon, Loaded, Tappable } from '@/components';
import { open, paths } from '@/platform';
import { useLoading } from '../loading';
import { useSession } from '../session/use-session';
import { isLive } from './status';

/** The first screen's word on my sharings: how many relatives, either way, and whether somebody waits for me. */
export function Glance({ pack }: { pack?: ClientPack }) {
  const tokens = useSession();
  if (!tokens?.isProven) return <GlanceForStranger isSignedIn={tokens !== undefined} pack={pack} />;
  return <GlanceForPerson sessionId={tokens.sessionId} />;
}

function GlanceForStranger({ isSignedIn, pack }: { isSignedIn: boolean; pack?: ClientPack }) {
  const next = isSignedIn ? paths.prove('phone') : paths.signIn();
  return (
    <Tappable className="list list__item" id="glance-sign-in" onTap={() => open(next)}>
      <View className="list__main">
        <Text className="text strong">{isSignedIn ? '证明是本人后可以查看' : '登录后查看我的共济'}</Text>
        <Text className="note">
          {pack
            ? `${pack.words.owner}个人账户里的钱，可以给${pack.words.member}看病买药用`
            : '职工医保个人账户里的钱，可以给家人看病买药用'}
        </Text>
      </View>
      <Icon name="next" size="small" />
    </Tappable>
  );
}

function GlanceForPerson({ sessionId }: { sessionId: string }) {
  const sharings = useLoading(`glance-${sessionId}`, () => call('sharing.list'));
  return (
    <Loaded of={sharings} cards={1}>
      {({ asOwner, asMember }) => {
        const given = asOwner.flatMap((sharing) => sharing.members).filter(isLive);
        const received = asMember.flatMap((sharing) => sharing.members).filter(isLive);
        const waiting = given.filter((member) => member.status === 'invited').length;
        return (
          <Tappable className="card" id="glance" onTap={() => open(paths.sharings)}>
            <View className="glance">
              <View className="glance__cell">
                <Text className="note">我共济给</Text>
                <View className="figure">{given.length} 位</View>
              </View>
              <View className="glance__cell">
                <Text className="note">共济给我</Text>
                <View className="figure">{received.length} 位</View>
              </View>
              <View style={{ color: '#5d7075' }}>
                <Icon name="next" size="small" />
              </View>
            </View>
            {waiting > 0 ? <Text className="note">有 {waiting} 位家人还没有答复邀请</Text> : null}
          </Tappable>
        );
      }}
    </Loaded>
  );
}
