import type { ReactNode } from 'react';

/** The title of a place, one line of what it is for, and what can be done here. */
export function Head({ title, note, acts }: { title: string; note?: ReactNode; acts?: ReactNode }) {
  return (
    <header className="head">
      <div>
        <h1>{title}</h1>
        {note === undefined ? null : <p>{note}</p>}
      </div>
      {acts}
    </header>
  );
}
