import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api';
import { Loaded, Notice } from '@/components';
import { useLoading, useRepeat } from '../loading';
import { useSession } from '../session/use-session';
import { DoorRequestCard } from './DoorRequestCard';
import { SessionList } from './SessionList';

/** New doors that wait for my word, then the places where I am signed in. */
export function SignIns() {
  const tokens = useSession();
  const key = tokens ? `sign-ins-${tokens.sessionId}` : undefined;
  const [said, setSaid] = useState<string>();
  const page = useLoading(key, async () => {
    const [requests, sessions] = await Promise.all([call('person.doorRequests'), call('session.list')]);
    return { requests: requests.items, sessions: sessions.items };
  });
  // Somebody who opened this page first and asks on the other phone then: the request comes by itself.
  useRepeat(page.value !== undefined && page.value.requests.length === 0, 4000, 60, page.reload);
  const tell = (words: string) => {
    setSaid(words);
    page.reload();
  };
  return (
    <Loaded of={page}>
      {({ requests, sessions }) => (
        <View>
          {said && requests.length === 0 ? (
            <Notice tone="good" id="sign-ins-said">
              {said}
            </Notice>
          ) : null}
          <View className="section-title">等我确认的登录</View>
          {requests.length === 0 ? (
            <Text className="note" data-testid="door-requests-none">
              没有。您在另一边请求确认后，会出现在这里。
            </Text>
          ) : (
            requests.map((request) => <DoorRequestCard key={request.requestId} request={request} onAnswered={tell} />)
          )}
          <View className="section-title">我在这些地方登录着</View>
          <SessionList items={sessions} onEnded={tell} />
        </View>
      )}
    </Loaded>
  );
}
