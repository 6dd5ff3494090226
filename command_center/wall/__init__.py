"""The wall: live pictures as each person arranges them, with the queue beside."""
