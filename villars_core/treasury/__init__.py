"""What the Treasury gets and gives back: revenue orders, payments and rejections."""
