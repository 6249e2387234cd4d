/** The console's mark and name. */
export function Brand({ colour = '#fff', ground = '#0b6b70' }: { colour?: string; ground?: string }) {
  return (
    <div className="brand">
      <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill={ground} />
        <circle cx="12" cy="12" r="4" fill={colour} />
        <circle cx="21.500" cy="14" r="3" fill={colour} />
        <path
          d="M4.500 25c0-4.200 3.200-7 7.500-7s7.500 2.800 7.500 7zm16.700 0c0-2.300-.6-4.200-1.700-5.600.6-.2 1.300-.4 2-.4 3.300 0 5.700 2.200 5.700 6z"
          fill={colour}
        />
      </svg>
      家庭共济运营台
    </div>
  );
}
