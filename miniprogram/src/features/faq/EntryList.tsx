import { Text, View } from '@tarojs/components';
import { Tappable } from '@/components';
import { open, paths } from '@/platform';

interface Entry {
  id: string;
  title: string;
  snippet?: string;
}

interface EntryListProps {
  entries: Entry[];
  idPrefix: string;
  /**
   * For a list that changes with every key: a row keeps its place and only its words cross to the native view. A row that moved would
   * make the whole list be sent again.
   */
  isChanging?: boolean;
}

/** As much of an answer as tells one question from another. */
const SNIPPET_LENGTH = 40;

/** Questions to tap on, in the order given. */
export function EntryList({ entries, idPrefix, isChanging }: EntryListProps) {
  return (
    <View className="list">
      {entries.map((entry, place) => (
        <Tappable
          key={isChanging ? place : entry.id}
          id={`${idPrefix}-${entry.id}`}
          className="list__item list__item--on"
          role="link"
          onTap={() => open(paths.answer(entry.id))}
        >
          <View className="list__main">
            <Text className={entry.snippet ? 'text strong' : 'text'}>{entry.title}</Text>
            {entry.snippet ? <Text className="note">{shortened(entry.snippet)}</Text> : null}
          </View>
        </Tappable>
      ))}
    </View>
  );
}

function shortened(snippet: string): string {
  return snippet.length > SNIPPET_LENGTH ? `${snippet.slice(0, SNIPPET_LENGTH)}…` : snippet;
}
