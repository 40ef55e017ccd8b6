-- A part that a provider stated counts at once, or once a buyer confirmed it.
ALTER TABLE known_part_reached ADD needs_check bit NOT NULL DEFAULT 0;
ALTER TABLE known_part_reached ADD confirmed_at datetimeoffset(7) NULL;
