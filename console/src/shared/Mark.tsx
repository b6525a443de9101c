/** The product's mark. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="mark-ground" />
      <path d="M8 22 16 8l8 14h-4.4L16 15.4 12.4 22z" className="mark-wing" />
    </svg>
  );
}
