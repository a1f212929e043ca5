export function Moon({ size }: { size: number }) {
  return (
    <svg className="moon" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M23.6 21.6A11 11 0 0 1 11.2 4.6a11.6 11.6 0 1 0 12.4 17z" fill="currentColor" />
      <path d="M23 4.4l1.4 3.9 3.9 1.4-3.9 1.4L23 15l-1.4-3.9-3.9-1.4 3.9-1.4z" fill="currentColor" />
    </svg>
  );
}
